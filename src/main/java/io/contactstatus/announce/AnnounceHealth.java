package io.contactstatus.announce;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// How announcing goes. Never *down*: contacts are stored and served all the same, and changes wait in the table.
final class AnnounceHealth implements HealthIndicator {

    private final BusCondition condition;
    private final PendingQueue queue;
    private final AnnounceMetrics metrics;

    AnnounceHealth(BusCondition condition, PendingQueue queue, AnnounceMetrics metrics) {
        this.condition = condition;
        this.queue = queue;
        this.metrics = metrics;
    }

    @Override
    public Health health() {
        var failing = condition.failing();
        var health = failing == null
                ? Health.up()
                : Health.unknown()
                        .withDetail("takesNothingSince", failing.since().toString())
                        .withDetail("reason", failing.code());
        return health.withDetail("pending", queue.size())
                .withDetail("oldestSeconds", (long) metrics.ageOfOldest())
                .build();
    }
}
