package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.instances.Figure;
import io.contactstatus.instances.InstanceFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// How capturing does. *Behind* is what Kinesis says of each fragment that was read, and grows while what was read
/// cannot be stored: then nothing more is read.
final class CaptureMetrics implements InstanceFigures {

    /// @param jobs how many there are: streaming that was begun again has a new one before the former has ended
    /// @param waitingSince since when what was read waits for the store
    private record Progress(
            int jobs, Duration behind, @Nullable Instant waitingSince) {

        static final Progress NONE = new Progress(0, Duration.ZERO, null);

        Progress with(int more) {
            return new Progress(jobs + more, behind, waitingSince);
        }

        Duration behind(Instant now) {
            return waitingSince == null ? behind : behind.plus(Duration.between(waitingSince, now));
        }
    }

    /// Of the captures of this instance, and no others.
    private final Map<ContactId, Progress> captures = new ConcurrentHashMap<>();

    private final Set<ContactId> resting = ConcurrentHashMap.newKeySet();

    private final Counter fragments;
    private final Counter gaps;
    private final Counter failures;
    private final Timer behind;
    private final LongAdder reconnects = new LongAdder();
    private final MeterRegistry meters;
    private final InstantSource clock;

    CaptureMetrics(MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
        meters.gaugeMapSize("contact_status.media.captures", List.of(), captures);
        meters.gauge("contact_status.media.store.waiting", this, CaptureMetrics::waiting);
        meters.gauge("contact_status.media.behind.longest", this, CaptureMetrics::longestBehindSeconds);
        fragments = meters.counter("contact_status.media.fragments");
        gaps = meters.counter("contact_status.media.gaps");
        failures = meters.counter("contact_status.media.failures");
        behind = Timer.builder("contact_status.media.behind")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    void begins(ContactId contact) {
        captures.compute(contact, (id, known) -> (known == null ? Progress.NONE : known).with(1));
    }

    void ends(ContactId contact) {
        captures.computeIfPresent(contact, (id, known) -> known.jobs() > 1 ? known.with(-1) : null);
        resting.remove(contact);
    }

    /// @param isResting whether it needs no connection for now
    void rests(ContactId contact, boolean isResting) {
        if (isResting) {
            resting.add(contact);
        } else {
            resting.remove(contact);
        }
    }

    int resting() {
        return resting.size();
    }

    /// What the stream says of itself was so when it was sent: what has waited since, on the way or to be kept, is late
    /// by the clock.
    ///
    /// @param endMillis when the last of it was spoken
    void fragment(ContactId contact, long behindMillis, long endMillis) {
        fragments.increment();
        var late = Duration.ofMillis(Math.max(behindMillis, clock.millis() - endMillis));
        behind.record(late);
        captures.computeIfPresent(
                contact, (id, progress) -> new Progress(progress.jobs(), late, progress.waitingSince()));
    }

    void waits(ContactId contact) {
        captures.computeIfPresent(
                contact,
                (id, progress) -> progress.waitingSince() == null
                        ? new Progress(progress.jobs(), progress.behind(), clock.instant())
                        : progress);
    }

    void goesOn(ContactId contact) {
        captures.computeIfPresent(contact, (id, progress) -> new Progress(progress.jobs(), progress.behind(), null));
    }

    /// Captures that wait for the store.
    private long waiting() {
        return captures.values().stream()
                .filter(progress -> progress.waitingSince() != null)
                .count();
    }

    private double longestBehindSeconds() {
        var now = clock.instant();
        return captures.values().stream()
                        .map(progress -> progress.behind(now))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
    }

    /// Since when the one that has waited longest waits.
    Optional<Instant> waitingSince() {
        return captures.values().stream()
                .flatMap(progress -> Optional.ofNullable(progress.waitingSince()).stream())
                .min(Comparator.naturalOrder());
    }

    void gaps(int count) {
        gaps.increment(count);
    }

    void failed() {
        failures.increment();
    }

    /// @param why codes of Kinesis Video Streams are many: all of those are one
    void reconnect(String why) {
        reconnects.increment();
        meters.counter("contact_status.media.reconnects", "why", why.matches("\\d+") ? "error" : why)
                .increment();
    }

    @Override
    public Map<Figure, Double> figures() {
        return Map.of(
                Figure.MEDIA_CAPTURES, (double) captures.size(),
                Figure.MEDIA_WAITING, (double) waiting(),
                Figure.MEDIA_BEHIND, longestBehindSeconds(),
                Figure.MEDIA_FRAGMENTS, fragments.count(),
                Figure.MEDIA_GAPS, gaps.count(),
                Figure.MEDIA_RECONNECTS, reconnects.doubleValue());
    }
}
