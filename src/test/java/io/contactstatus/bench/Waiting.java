package io.contactstatus.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waiting for a condition, as exactly as a measurement needs it.
final class Waiting {

    private static final long LOOK_EVERY_NANOS = 2_000_000;

    private Waiting() {}

    static void until(Duration longest, BooleanSupplier condition) {
        var deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("waited in vain for " + longest);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
