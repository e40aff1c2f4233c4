package io.contactstatus.media.capture;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// From when until when nothing may be kept of what was said.
///
/// @param until null while it lasts
record SilentTime(Instant from, @Nullable Instant until) {}
