package io.contactstatus.media.capture;

import io.contactstatus.instances.InstanceFigures;
import io.contactstatus.instances.Trouble;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether what is captured by this instance can be stored. Calls are not captured while it cannot, and what their
/// streams keep meanwhile is captured afterwards.
final class MediaHealth implements HealthIndicator, InstanceFigures {

    /// The name of the bean, and so of the health component.
    static final String NAME = "media";

    /// Being throttled for less is everyday.
    private static final Duration BEARABLE = Duration.ofMinutes(1);

    private final CaptureMetrics metrics;
    private final @Nullable DirectoryClaim claim;
    private final InstantSource clock;

    /// @param claim null where recordings lie in a bucket
    MediaHealth(CaptureMetrics metrics, @Nullable DirectoryClaim claim, InstantSource clock) {
        this.metrics = metrics;
        this.claim = claim;
        this.clock = clock;
    }

    @Override
    public Health health() {
        if (claim != null && claim.isLost()) {
            return Health.down()
                    .withDetail("directory", "another instance keeps recordings in another directory")
                    .build();
        }
        var since = metrics.waitingSince();
        var health = isUp() ? Health.up() : Health.down();
        since.ifPresent(time -> health.withDetail("store", "recordings cannot be stored since " + time));
        return health.build();
    }

    @Override
    public @Nullable Trouble trouble() {
        return isUp() ? null : new Trouble(NAME, Trouble.Severity.DOWN, null);
    }

    private boolean isUp() {
        var hasWaited = metrics.waitingSince()
                .filter(since -> Duration.between(since, clock.instant()).compareTo(BEARABLE) > 0);
        return hasWaited.isEmpty() && (claim == null || !claim.isLost());
    }
}
