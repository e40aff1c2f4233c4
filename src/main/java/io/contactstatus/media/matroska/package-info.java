/// The container in which Kinesis Video Streams gives out media: Matroska, one document for each fragment.
@NullMarked
package io.contactstatus.media.matroska;

import org.jspecify.annotations.NullMarked;
