package io.contactstatus.pages.board;

import java.time.Duration;

/// When an index was read, by [System#nanoTime()]. Indexes lag: a read within [#SETTLED] of a change may not
/// have it.
record ReadTime(long nanos) {

    private static final Duration SETTLED = Duration.ofSeconds(3);

    /// How long an answer holds while no change is known.
    static final Duration TRUSTED = Duration.ofSeconds(50);

    static ReadTime now() {
        return new ReadTime(System.nanoTime());
    }

    boolean isBefore(long change) {
        return nanos - change < 0;
    }

    boolean isSettledAfter(long change) {
        return nanos - change > SETTLED.toNanos();
    }

    boolean isYoungerThan(Duration age) {
        return System.nanoTime() - nanos < age.toNanos();
    }
}
