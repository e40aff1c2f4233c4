package io.contactstatus.retention;

import io.contactstatus.store.LiveHistories;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// How the histories of live contacts are kept. Alert on the age of the last round, the smallest of all
/// instances: only the one that does it knows it. Above one and a half intervals entries may go before their
/// contact.
final class RetentionMetrics {

    private final Counter looked;
    private final Counter prolonged;
    private final Counter entries;
    private final Clock clock;
    private volatile Instant lastRound = Instant.MAX;

    RetentionMetrics(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        looked = counter(meters, "looked", "Live contacts whose history was looked after");
        prolonged = counter(meters, "prolonged", "Live contacts whose history was prolonged");
        entries = counter(meters, "entries", "Entries of histories that were written anew with a later expiry");
        Gauge.builder("contact_status.retention.age", this::age)
                .description("Since the last complete round began; not a number where another instance does it")
                .baseUnit("seconds")
                .register(meters);
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("contact_status.retention." + name)
                .description(description)
                .register(meters);
    }

    void looked(LiveHistories.Step step) {
        looked.increment(step.looked());
        prolonged.increment(step.prolonged());
        entries.increment(step.entries());
    }

    /// A round is complete that began then.
    void done(Instant began) {
        lastRound = began;
    }

    /// This instance does it no longer.
    void left() {
        lastRound = Instant.MAX;
    }

    private double age() {
        var last = lastRound;
        return last.equals(Instant.MAX)
                ? Double.NaN
                : Duration.between(last, clock.instant()).toMillis() / 1000.0;
    }
}
