package io.contactstatus.announce;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What became of changes. Alert on *refused* and *expired*, which were never announced, and on the age of the
/// oldest.
final class AnnounceMetrics {

    private final MeterRegistry meters;
    private final Clock clock;
    private final Timer delay;
    private volatile @Nullable Oldest oldest;

    /// @param since null when nothing waits in the table
    private record Oldest(@Nullable Instant since) {}

    AnnounceMetrics(MeterRegistry meters, Clock clock, PendingQueue queue) {
        this.meters = meters;
        this.clock = clock;
        delay = Timer.builder("contact_status.announce.delay")
                .description("From when a change was stored until EventBridge has it")
                .register(meters);
        meters.gauge("contact_status.announce.pending", queue, PendingQueue::size);
        TimeGauge.builder("contact_status.announce.oldest", this, TimeUnit.SECONDS, AnnounceMetrics::ageOfOldest)
                .description("How long the longest-waiting change has been waiting, when last looked")
                .register(meters);
    }

    void announced(Instant since) {
        count("announced");
        delay.record(age(since));
    }

    /// EventBridge has not taken it; it will be tried again.
    void failed() {
        count("failed");
    }

    /// EventBridge will never take it.
    void refused() {
        count("refused");
    }

    /// It can be announced no more.
    void expired() {
        count("expired");
    }

    /// It had been announced already, and only its mark was still there.
    void repeated() {
        count("repeated");
    }

    /// There was no room in memory: it is announced when it is found in the table.
    void deferred() {
        count("deferred");
    }

    void oldest(@Nullable Instant since) {
        oldest = new Oldest(since);
    }

    /// The table could not be searched.
    void oldestUnknown() {
        oldest = null;
    }

    /// @return of the longest-waiting change, in seconds; `NaN` unless the table was searched
    double ageOfOldest() {
        var known = oldest;
        if (known == null) {
            return Double.NaN;
        }
        return known.since() == null ? 0 : age(known.since()).toMillis() / 1000.0;
    }

    private Duration age(Instant since) {
        var age = Duration.between(since, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private void count(String outcome) {
        meters.counter("contact_status.announce.changes", "outcome", outcome).increment();
    }
}
