package io.contactstatus.archive;

import io.contactstatus.store.ArchiveStore.Archival;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How contacts are archived. Alert on the age of the oldest that is due: after the grace it is lost.
final class ArchiveMetrics {

    private final MeterRegistry meters;
    private final Clock clock;
    private final Counter failures;
    private volatile @Nullable Oldest oldest;

    /// @param due null when nothing waits
    private record Oldest(@Nullable Instant due) {}

    ArchiveMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        failures = Counter.builder("contact_status.archive.failures")
                .description("Contacts that could not be archived; they are tried again")
                .register(meters);
        TimeGauge.builder("contact_status.archive.oldest", this, TimeUnit.SECONDS, ArchiveMetrics::ageOfOldest)
                .description("How long the oldest contact has been due, when last looked")
                .register(meters);
    }

    void done(Archival archival) {
        meters.counter(
                        "contact_status.archive.contacts",
                        "outcome",
                        archival.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void failed() {
        failures.increment();
    }

    void oldest(@Nullable Instant due) {
        oldest = new Oldest(due);
    }

    /// This instance does not look any longer.
    void left() {
        oldest = null;
    }

    /// @return in seconds; 0 when nothing is due, `NaN` where another instance looks
    double ageOfOldest() {
        var known = oldest;
        if (known == null) {
            return Double.NaN;
        }
        var due = known.due();
        return due == null
                ? 0
                : Math.max(0, Duration.between(due, clock.instant()).toMillis() / 1000.0);
    }
}
