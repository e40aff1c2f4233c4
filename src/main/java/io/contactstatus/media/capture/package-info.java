/// Captures calls: reads a stream over as many connections as it takes, and writes what belongs to one contact.
///
/// The SDKs of Kinesis Video Streams stay in here.
@NullMarked
package io.contactstatus.media.capture;

import org.jspecify.annotations.NullMarked;
