package io.contactstatus.announce;

import io.contactstatus.instances.Trouble;
import io.contactstatus.instances.Trouble.Severity;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// How announcing goes. Never *down*: contacts are stored and served all the same, and changes wait in the table.
final class AnnounceHealth implements HealthIndicator {

    /// The name of the bean, and so of the health component.
    static final String NAME = "announce";

    private final EventBusStatus condition;
    private final PendingQueue queue;
    private final OutboxSweep sweep;
    private final AnnounceMetrics metrics;
    private final AnnounceLoops threads;

    AnnounceHealth(
            EventBusStatus condition,
            PendingQueue queue,
            OutboxSweep sweep,
            AnnounceMetrics metrics,
            AnnounceLoops threads) {
        this.condition = condition;
        this.queue = queue;
        this.sweep = sweep;
        this.metrics = metrics;
        this.threads = threads;
    }

    /// The same in a line.
    @Nullable
    Trouble trouble() {
        var failing = condition.failing();
        var unsearched = sweep.trouble();
        if (failing == null && unsearched == null && threads.ended() == 0) {
            return null;
        }
        return new Trouble(NAME, Severity.UNKNOWN, failing == null ? unsearched : failing.code());
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
