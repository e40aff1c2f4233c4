package io.contactstatus.queues;

import static io.contactstatus.queues.FigureInterval.PT15M;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.store.QuarterHour;
import io.contactstatus.store.QueueFiguresStore;
import io.contactstatus.store.QueueFiguresStore.Mark;
import io.contactstatus.store.QueueKey;
import io.contactstatus.visibility.ConnectInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The figures of a queue, interval by interval, equal to the sum over its contacts at any moment.
///
/// Of closed intervals the kept sums are read, except where a mark says that one of its contacts has changed since:
/// those, and what is not closed yet, are summed up from their contacts.
final class QueueSums {

    /// Between the beginnings of one day at two places.
    private static final Duration ZONES = Duration.ofHours(26);

    private final QueueFiguresStore store;
    private final QueueProperties properties;
    private final ConnectInstances instances;
    private final Clock clock;

    QueueSums(QueueFiguresStore store, QueueProperties properties, ConnectInstances instances, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.instances = instances;
        this.clock = clock;
    }

    QueueFigures.Limits limits(QueueKey queue) {
        return properties.limits(queue.queueId());
    }

    /// Since midnight.
    QueueFigures today(QueueKey queue) {
        var now = clock.instant();
        var zone = instances.timeZone(queue.instanceId());
        var midnight = FigureInterval.P1D.of(now, zone);
        return of(queue, PT15M, midnight, FigureInterval.P1D.after(midnight, zone)).values().stream()
                .reduce(QueueFigures.NONE, QueueFigures::plus);
    }

    /// By the beginnings of the intervals; where nothing happened is none.
    ///
    /// @param from the beginning of an interval
    /// @param until the beginning of one
    SortedMap<Instant, QueueFigures> of(QueueKey queue, FigureInterval interval, Instant from, Instant until) {
        var zone = instances.timeZone(queue.instanceId());
        // Before what they are about: what is closed later than this is summed up once more, and a mark that is set
        // later than this is of a contact that is not written yet.
        var closed = closedUntil();
        var marked = marked(queue, from, until);
        var kept = store.figures(queue, interval.name(), from.minus(ZONES), until);
        // Days that were summed up before the time zone was what it is now.
        var isOfOtherZone = kept.keySet().stream()
                .anyMatch(start -> !interval.of(start, zone).equals(start));
        var sums = new TreeMap<Instant, QueueFigures>();
        for (var start = from; start.isBefore(until); ) {
            var end = interval.after(start, zone);
            if (end.isAfter(closed)) {
                // All that follows is not closed either.
                quarters(queue, start, until, closed, marked)
                        .forEach((quarter, figures) ->
                                sums.merge(interval.of(quarter, zone), figures, QueueFigures::plus));
                break;
            }
            var sum = isAnyWithin(marked, start, end) || (isOfOtherZone && !kept.containsKey(start))
                    ? sum(quarters(queue, start, end, closed, marked))
                    : kept.getOrDefault(start, QueueFigures.NONE);
            sums.put(start, sum);
            start = end;
        }
        sums.values().removeIf(QueueFigures.NONE::equals);
        return sums;
    }

    /// What left a queue since then can still be listed.
    Instant contactsSince() {
        return store.oldestWhole(clock.instant());
    }

    /// What the contacts say themselves, whatever is kept.
    SortedMap<Instant, QueueFigures> ofContacts(QueueKey queue, Instant from, Instant until) {
        var limits = limits(queue);
        var sums = new TreeMap<Instant, QueueFigures>();
        store.forEachDeparture(
                queue,
                from,
                until,
                departure -> sums.merge(
                        QuarterHour.of(departure.left()), QueueFigures.of(departure, limits), QueueFigures::plus));
        return sums;
    }

    static QueueFigures sum(Map<Instant, QueueFigures> parts) {
        return parts.values().stream().reduce(QueueFigures.NONE, QueueFigures::plus);
    }

    private Map<Instant, QueueFigures> quarters(
            QueueKey queue, Instant from, Instant until, Instant closed, Set<Instant> marked) {
        var open = closed.isAfter(from) ? closed : from;
        var sums = new TreeMap<>(store.figures(queue, PT15M.name(), from, open.isBefore(until) ? open : until));
        sums.keySet().removeAll(marked);
        for (var quarter : marked) {
            if (!quarter.isBefore(from) && quarter.isBefore(until) && quarter.isBefore(open)) {
                sums.putAll(ofContacts(queue, quarter, quarter.plus(QuarterHour.LENGTH)));
            }
        }
        sums.putAll(ofContacts(queue, open, until));
        return sums;
    }

    /// Never before what can be summed up from contacts: what is older and not closed never was.
    private Instant closedUntil() {
        var oldest = QuarterHour.of(store.oldestWhole(clock.instant()));
        return store.closedUntil().filter(oldest::isBefore).orElse(oldest);
    }

    private Set<Instant> marked(QueueKey queue, Instant from, Instant until) {
        var oldest = store.oldestWhole(clock.instant());
        return store.marks(queue, from, until).stream()
                .map(Mark::quarter)
                .filter(quarter -> !quarter.isBefore(oldest))
                .collect(Collectors.toSet());
    }

    private static boolean isAnyWithin(Set<Instant> marked, Instant from, Instant until) {
        return marked.stream().anyMatch(quarter -> !quarter.isBefore(from) && quarter.isBefore(until));
    }
}
