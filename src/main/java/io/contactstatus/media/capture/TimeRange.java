package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Pcm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// From when until when: a pause, a gap, what a recording has.
///
/// @param until null while it lasts
record TimeRange(Instant from, @Nullable Instant until) {

    /// @param startMillis since 1970
    static TimeRange ofMillis(long startMillis, long endMillis) {
        return new TimeRange(Instant.ofEpochMilli(startMillis), Instant.ofEpochMilli(endMillis));
    }

    /// @param startMillis of the recording
    long firstSample(long startMillis) {
        return (from.toEpochMilli() - startMillis) * Pcm.PER_MILLI;
    }

    /// The one after the last.
    long endSample(long startMillis) {
        return until == null ? Long.MAX_VALUE : (until.toEpochMilli() - startMillis) * Pcm.PER_MILLI;
    }
}
