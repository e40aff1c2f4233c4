package io.contactstatus.announce;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// How announcing goes. Never *down*: contacts are stored and served all the same, and changes wait in the table.
final class AnnounceHealth implements HealthIndicator {

    private final BusCondition condition;
    private final PendingQueue queue;
    private final Sweep sweep;
    private final AnnounceMetrics metrics;
    private final AnnounceThreads threads;

    AnnounceHealth(
            BusCondition condition, PendingQueue queue, Sweep sweep, AnnounceMetrics metrics, AnnounceThreads threads) {
        this.condition = condition;
        this.queue = queue;
        this.sweep = sweep;
        this.metrics = metrics;
        this.threads = threads;
    }

    @Override
    public Health health() {
        var health = Health.up();
        var failing = condition.failing();
        if (failing != null) {
            health.unknown()
                    .withDetail("takesNothingSince", failing.since().toString())
                    .withDetail("reason", failing.code());
        }
        var trouble = sweep.trouble();
        if (trouble != null) {
            health.unknown().withDetail("tableNotSearched", trouble);
        }
        var ended = threads.ended();
        if (ended > 0) {
            health.unknown().withDetail("threadsEnded", ended);
        }
        var oldest = metrics.ageOfOldest();
        if (!Double.isNaN(oldest)) {
            health.withDetail("oldestSeconds", (long) oldest);
        }
        return health.withDetail("pending", queue.size()).build();
    }
}
