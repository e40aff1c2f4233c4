package io.contactstatus.jobs;

import io.contactstatus.store.Job;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Finds dead owners: those whose lease has not changed for its whole length, as seen from here.
///
/// Only differences of the own monotonic clock are looked at, so what other machines think the time is does not
/// matter. An instance that was asleep itself may believe a living owner dead; the store refuses what it then
/// tries, because the lease has changed meanwhile.
final class LeaseWatch {

    /// Several times as long as others need to see that it is free, also where one of them leaves it as well.
    private static final int LEFT_LEASES = 8;

    private final long nanos;
    private final LongSupplier clock;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Long> leftAt = new ConcurrentHashMap<>();

    private record Seen(Job.Lease lease, long since) {}

    /// @param clock in nanoseconds from any beginning
    LeaseWatch(Duration lease, LongSupplier clock) {
        nanos = lease.toNanos();
        this.clock = clock;
    }

    /// The job is left to other instances. Called by the worker that had it.
    void leave(Job job) {
        leftAt.put(JobExecution.key(job), clock.getAsLong());
    }

    private boolean isLeft(String key) {
        var at = leftAt.get(key);
        return at != null && clock.getAsLong() - at < LEFT_LEASES * nanos;
    }

    /// Whether the job may be taken: it was not left here lately, and has no owner, or its owner's lease has run out.
    boolean isFree(Job job) {
        var key = JobExecution.key(job);
        if (isLeft(key)) {
            return false;
        }
        if (job.lease().owner() == null) {
            seen.remove(key);
            return true;
        }
        var now = clock.getAsLong();
        var known = seen.get(key);
        if (known == null || !known.lease().equals(job.lease())) {
            seen.put(key, new Seen(job.lease(), now));
            return false;
        }
        return now - known.since() >= nanos;
    }

    /// Forgets what has not been looked at for long: jobs that are over.
    void forgetOld() {
        var now = clock.getAsLong();
        seen.values().removeIf(one -> now - one.since() > 100 * nanos);
        leftAt.values().removeIf(at -> now - at > 100 * nanos);
    }
}
