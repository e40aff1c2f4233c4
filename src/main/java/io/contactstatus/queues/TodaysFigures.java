package io.contactstatus.queues;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all queues did today, for pages: read from the store once for all viewers, and no more often than they ask for,
/// whether that succeeds or not. No page waits for a slow store: it gets what was read before, or nothing.
public final class TodaysFigures {

    private static final Logger log = LoggerFactory.getLogger(TodaysFigures.class);

    /// How long the one who begins a reading waits for it.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// How many times the age at which they are read anew they are shown while they cannot be.
    private static final int SHOWN_FOR = 6;

    private static final Duration SHOWN_AT_LEAST = Duration.ofMinutes(1);

    private final Function<VisibleInstances, List<QueueToday>> source;
    private final QueueProperties properties;
    private final ConnectInstances instances;
    private final Clock clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Instant tried = Instant.EPOCH;
    private volatile @Nullable Known known;

    TodaysFigures(
            Function<VisibleInstances, List<QueueToday>> source,
            QueueProperties properties,
            ConnectInstances instances,
            Clock clock) {
        this.source = source;
        this.properties = properties;
        this.instances = instances;
        this.clock = clock;
    }

    /// @param at when the reading began
    private record Known(List<QueueToday> queues, Instant at) {}

    /// Null when nothing of today is known.
    ///
    /// @param age what is older is read anew
    public @Nullable List<QueueToday> of(VisibleInstances visible, Duration age) {
        if (isAsOldAs(age, tried) && reading.compareAndSet(false, true)) {
            readAnew();
        }
        var last = known;
        if (last == null || isAsOldAs(shownFor(age), last.at())) {
            return null;
        }
        var at = last.at();
        var queues = last.queues().stream()
                .filter(queue -> visible.include(queue.key().instanceId()))
                .toList();
        return queues.stream().allMatch(queue -> isOfToday(queue, at)) ? queues : null;
    }

    private static Duration shownFor(Duration age) {
        var some = age.multipliedBy(SHOWN_FOR);
        return some.compareTo(SHOWN_AT_LEAST) < 0 ? SHOWN_AT_LEAST : some;
    }

    /// A clock that was put back makes everything old.
    private boolean isAsOldAs(Duration age, Instant at) {
        var since = Duration.between(at, clock.instant());
        return since.isNegative() || since.compareTo(age) >= 0;
    }

    private boolean isOfToday(QueueToday queue, Instant read) {
        var zone = instances.timeZone(queue.key().instanceId());
        return FigureInterval.P1D.of(read, zone).equals(FigureInterval.P1D.of(clock.instant(), zone));
    }

    private void readAnew() {
        var at = clock.instant();
        tried = at;
        var reader = Thread.ofVirtual().name("figures-of-today").start(() -> read(at));
        try {
            if (!reader.join(PATIENCE)) {
                log.debug("figures of queues take long to read");
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Instant at) {
        try {
            known = new Known(source.apply(VisibleInstances.ALL), at);
        } catch (StoreUnavailable | ContactRefused failure) {
            log.warn("figures of queues cannot be read: {}", failure.getMessage());
        } finally {
            reading.set(false);
        }
    }

    public QueueFigures.Limits limits(@Nullable String queueId) {
        return properties.limits(queueId);
    }
}
