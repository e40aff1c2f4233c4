package io.contactstatus.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// How many look-ups of one caller may find nothing in a minute, which begins with the first of them. Hits are free,
/// but when the minute is used up hits are refused as well: otherwise being refused, or not, would tell which is which.
///
/// Look-ups under way may all turn out to find nothing. So no more of them are let in at once than may, and the others
/// wait their turn.
final class MissBudget {

    static final Duration MINUTE = Duration.ofMinutes(1);

    /// A flow waits for its look-up, and has a second for all of it.
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final int limit;
    private final Clock clock;
    private final MaskMisses byMask;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition decided = lock.newCondition();
    private Instant end = Instant.MIN;
    private int misses;
    private int undecided;

    MissBudget(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        byMask = new MaskMisses(limit);
    }

    /// Followed by [#leave] if it was let in.
    ///
    /// @return how long to wait before trying again; null when the look-up is let in
    @Nullable
    Duration enter(String identifier) {
        lock.lock();
        try {
            var patience = LONGEST_WAIT_NANOS;
            while (true) {
                var now = clock.instant();
                if (!now.isBefore(end)) {
                    misses = 0;
                }
                if (misses >= limit) {
                    return limit == 0 ? MINUTE : Duration.between(now, end);
                }
                var wait = byMask.wait(identifier, now);
                if (wait != null) {
                    return wait;
                }
                if (misses + undecided < limit) {
                    undecided++;
                    return null;
                }
                if (patience <= 0) {
                    return Duration.ofSeconds(1);
                }
                patience = decided.awaitNanos(patience);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Duration.ofSeconds(1);
        } finally {
            lock.unlock();
        }
    }

    /// @return whether that was the last miss that the minute has
    boolean leave(String identifier, boolean missed) {
        lock.lock();
        try {
            undecided--;
            if (missed) {
                var now = clock.instant();
                if (!now.isBefore(end)) {
                    misses = 0;
                    end = now.plus(MINUTE);
                }
                misses++;
                byMask.add(identifier, now);
            }
            decided.signalAll();
            return missed && misses == limit;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the minute is used up, so that nothing is let in.
    boolean isUsedUp() {
        lock.lock();
        try {
            return misses >= limit && (limit == 0 || clock.instant().isBefore(end));
        } finally {
            lock.unlock();
        }
    }

    /// Nothing of it has to be remembered any more.
    boolean isIdle() {
        lock.lock();
        try {
            var now = clock.instant();
            return undecided == 0 && !now.isBefore(end) && byMask.isOver(now);
        } finally {
            lock.unlock();
        }
    }
}
