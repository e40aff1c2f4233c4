package io.contactstatus.live;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// How live updates go. Never *down*: everything else is stored and served all the same, and what is not told is found
/// by comparing.
final class LiveHealth implements HealthIndicator {

    private final Bus bus;
    private final Map<LiveFeed<?>, Upkeep<?>> feeds;

    LiveHealth(Bus bus, Map<LiveFeed<?>, Upkeep<?>> feeds) {
        this.bus = bus;
        this.feeds = Map.copyOf(feeds);
    }

    private record Condition(
            int subscribers,
            int items,
            @Nullable Instant comparedAt,
            @Nullable String trouble) {}

    @Override
    public Health health() {
        var health = Health.up();
        feeds.forEach((feed, upkeep) -> {
            var condition = condition(feed, upkeep);
            if (condition.trouble() != null) {
                health.unknown();
            }
            health.withDetail(feed.subject().name(), condition);
        });
        var trouble = bus.trouble();
        if (trouble != null) {
            health.unknown().withDetail("bus", trouble);
        }
        return health.build();
    }

    private static Condition condition(LiveFeed<?> feed, Upkeep<?> upkeep) {
        var present = feed.present();
        return new Condition(
                feed.subscribers(), present == null ? 0 : present.size(), upkeep.comparedAt(), upkeep.trouble());
    }
}
