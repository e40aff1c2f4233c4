package io.contactstatus.simulator;

import java.time.Instant;

/// How much faster than life a story is played. The timestamps in the records shrink with it, so that a record
/// is never dated later than it is received on time.
record Pace(double speed) {

    Pace {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed has to be positive");
        }
    }

    /// Always at least one millisecond later, so that what follows also comes after.
    Instant after(Instant moment, long millis) {
        return moment.plusMillis(Math.max(1, Math.round(millis / speed)));
    }
}
