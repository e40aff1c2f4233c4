package io.contactstatus.live;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// The state of live updates. Never *down*: contacts are stored and served without them, and comparing with the
/// store finds what was not delivered.
final class LiveHealth implements HealthIndicator {

    /// The name of the bean, and so of the health component.
    static final String NAME = "live";

    /// A short reason, as other components have it.
    static final String REASON = "reason";

    private final Bus bus;
    private final Map<LiveFeed<?>, StateRefresher<?>> feeds;
    private final LiveThreads threads;

    LiveHealth(Bus bus, Map<LiveFeed<?>, StateRefresher<?>> feeds, LiveThreads threads) {
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
        feeds.forEach((feed, refresher) -> {
            var condition = condition(feed, refresher);
            if (condition.trouble() != null) {
                health.unknown().withDetail(REASON, feed.source().name() + " not compared: " + condition.trouble());
            }
            health.withDetail(feed.source().name(), condition);
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

    private static Condition condition(LiveFeed<?> feed, StateRefresher<?> refresher) {
        var state = feed.state();
        return new Condition(
                feed.subscribers(), state == null ? 0 : state.size(), refresher.comparedAt(), feed.trouble());
    }
}
