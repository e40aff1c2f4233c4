package io.contactstatus.queues;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.queues.Queues.Occupied;
import io.contactstatus.store.QuarterHour;
import io.contactstatus.store.QueueKey;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Queues as they are now, read once for all who look at them, and only while there is one who does.
///
/// What is going on in a queue is looked at every few seconds, in memory. Its figures are read again when that has
/// changed, but not sooner than ten seconds after the last time, once more when indexes have followed, and each minute
/// for what comes when a contact is over already.
public final class LiveQueues {

    static final Duration PACE = Duration.ofSeconds(2);

    /// Who asks while another one reads gets what was read last, unless there was no reader for so long.
    private static final Duration USABLE = Duration.ofMinutes(2);

    /// Between two readings of one queue, however busy it is. Indexes have followed by then.
    static final Duration FLOOR = Duration.ofSeconds(10);

    private static final Duration UNHEARD = Duration.ofMinutes(1);

    /// The first of them by their ids: more than an instance of Amazon Connect may have.
    private static final int MOST = 2_000;

    private final Queues queues;
    private final QueueSums sums;
    private final ConnectInstances instances;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<QueueKey, Kept> kept = new HashMap<>();
    private volatile @Nullable Seen seen;

    LiveQueues(Queues queues, QueueSums sums, ConnectInstances instances, Clock clock) {
        this.queues = queues;
        this.sums = sums;
        this.instances = instances;
        this.clock = clock;
    }

    /// @param queues the same list as before where nothing has changed
    private record Seen(Instant at, List<QueueOutlook> queues) {

        boolean isYoungerThan(Duration age, Instant now) {
            return Duration.between(at, now).compareTo(age) < 0;
        }
    }

    /// Figures as they were read.
    ///
    /// @param live of the contacts in the queue at that time
    /// @param read when that was
    /// @param due when they have to be read again, whatever happens
    private record Kept(int live, Instant read, Instant due, QueueFigures today, QueueTrend trend) {

        boolean isOf(int lately, Instant now) {
            return QuarterHour.of(read).equals(QuarterHour.of(now))
                    && now.isBefore(live == lately ? due : read.plus(FLOOR));
        }
    }

    /// In the order of their ids; the same list as long as nothing changes.
    ///
    /// @throws io.contactstatus.store.StoreUnavailable when the figures cannot be read
    public List<QueueOutlook> all() {
        var last = seen;
        if (last != null && last.isYoungerThan(PACE, clock.instant())) {
            return last.queues();
        }
        if (last == null || !last.isYoungerThan(USABLE, clock.instant())) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return last.queues();
        }
        try {
            return read();
        } finally {
            reading.unlock();
        }
    }

    private List<QueueOutlook> read() {
        var last = seen;
        var now = clock.instant();
        if (last != null && last.isYoungerThan(PACE, now)) {
            return last.queues();
        }
        var found = queues.all(VisibleInstances.ALL).stream().limit(MOST).toList();
        kept.keySet().retainAll(found.stream().map(one -> one.queue().key()).collect(Collectors.toSet()));
        var read = found.stream().map(one -> outlook(one, now)).toList();
        var shown = last != null && last.queues().equals(read) ? last.queues() : read;
        seen = new Seen(now, shown);
        return shown;
    }

    private QueueOutlook outlook(Occupied queue, Instant now) {
        var key = queue.queue().key();
        var live = fingerprint(queue.contacts());
        var before = kept.get(key);
        var figures = before != null && before.isOf(live, now) ? before : figures(key, live, before, now);
        kept.put(key, figures);
        return new QueueOutlook(key, queues.view(queue, figures.today()), figures.trend());
    }

    private Kept figures(QueueKey key, int live, @Nullable Kept before, Instant now) {
        var zone = instances.timeZone(key.instanceId());
        var midnight = FigureInterval.P1D.of(now, zone);
        var quarter = QuarterHour.of(now);
        var oldest = quarter.minus(Duration.ofDays(1)).minus(QueueTrend.SPAN);
        var quarters = sums.of(
                key,
                FigureInterval.PT15M,
                oldest.isBefore(midnight) ? oldest : midnight,
                FigureInterval.P1D.after(midnight, zone));
        var isQuiet = before != null && before.live() == live;
        return new Kept(
                live,
                now,
                now.plus(isQuiet ? UNHEARD : FLOOR),
                QueueSums.sum(quarters.tailMap(midnight)),
                QueueTrend.of(quarters, quarter));
    }

    private static int fingerprint(List<ContactSummaryView> contacts) {
        return contacts.stream()
                .mapToInt(contact -> Objects.hash(contact.contactId(), contact.version()))
                .sum();
    }
}
