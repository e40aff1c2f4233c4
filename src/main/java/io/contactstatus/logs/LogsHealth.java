package io.contactstatus.logs;

import io.contactstatus.instances.InstanceFigures;
import io.contactstatus.instances.Trouble;
import io.contactstatus.instances.Trouble.Severity;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether the log groups that this instance follows can be read. A group that another
/// instance follows is shown by that one.
final class LogsHealth implements HealthIndicator, InstanceFigures {

    /// The name of the bean, and so of the health component.
    static final String NAME = "logs";

    /// Being throttled or cut off for less is everyday.
    private static final Duration BEARABLE = Duration.ofMinutes(1);

    private final FollowingWork following;
    private final Clock clock;

    LogsHealth(FollowingWork following, Clock clock) {
        this.following = following;
        this.clock = clock;
    }

    /// The same in a word: only the details quote names of log groups.
    @Override
    public @Nullable Trouble trouble() {
        return isDown(following.troubles().values()) ? new Trouble(NAME, Severity.DOWN, null) : null;
    }

    private boolean isDown(Collection<FollowingWork.Obstacle> troubles) {
        return troubles.stream()
                .anyMatch(trouble -> trouble.lasting()
                        || Duration.between(trouble.since(), clock.instant()).compareTo(BEARABLE) > 0);
    }

    @Override
    public Health health() {
        var troubles = following.troubles();
        var health = isDown(troubles.values()) ? Health.down() : Health.up();
        troubles.forEach((what, trouble) -> health.withDetail(what, trouble.reason() + ", since " + trouble.since()));
        return health.build();
    }
}
