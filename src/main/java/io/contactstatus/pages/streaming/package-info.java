/// How data arrives, how the instances do, and the records that could not be decoded (dead letters).
@NullMarked
package io.contactstatus.pages.streaming;

import org.jspecify.annotations.NullMarked;
