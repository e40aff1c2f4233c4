package io.contactstatus.live;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// How live updates go. Never *down*: everything else is stored and served all the same, and what is not told is found
/// by comparing.
final class LiveHealth implements HealthIndicator {

    /// The worst of it in a word, as other components tell it.
    private static final String REASON = "reason";

    private final Bus bus;
    private final Map<LiveFeed<?>, Upkeep<?>> feeds;
    private final LiveThreads threads;

    LiveHealth(Bus bus, Map<LiveFeed<?>, Upkeep<?>> feeds, LiveThreads threads) {
        this.bus = bus;
        this.feeds = Map.copyOf(feeds);
        this.threads = threads;
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
                health.unknown().withDetail(REASON, feed.subject().name() + " not compared: " + condition.trouble());
            }
            health.withDetail(feed.subject().name(), condition);
        });
        var trouble = bus.trouble();
        if (trouble != null) {
            health.unknown().withDetail("bus", trouble).withDetail(REASON, "bus: " + trouble);
        }
        var ended = threads.ended();
        if (!ended.isEmpty()) {
            health.unknown().withDetail(REASON, "not running: " + String.join(", ", ended));
        }
        return health.build();
    }

    private static Condition condition(LiveFeed<?> feed, Upkeep<?> upkeep) {
        var present = feed.present();
        return new Condition(
                feed.subscribers(), present == null ? 0 : present.size(), upkeep.comparedAt(), feed.trouble());
    }
}
