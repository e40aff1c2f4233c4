package io.contactstatus.logs;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether the log groups that this instance follows can be read. A group that another one follows is its to tell.
final class LogsHealth implements HealthIndicator {

    /// Being throttled or cut off for less is everyday.
    private static final Duration BEARABLE = Duration.ofMinutes(1);

    private final FollowingWork following;
    private final Clock clock;

    LogsHealth(FollowingWork following, Clock clock) {
        this.following = following;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var troubles = following.troubles();
        var down = troubles.values().stream()
                .anyMatch(trouble -> trouble.lasting()
                        || Duration.between(trouble.since(), clock.instant()).compareTo(BEARABLE) > 0);
        var health = down ? Health.down() : Health.up();
        troubles.forEach((what, trouble) -> health.withDetail(what, trouble.reason() + ", since " + trouble.since()));
        return health.build();
    }
}
