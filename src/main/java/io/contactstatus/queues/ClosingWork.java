package io.contactstatus.queues;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.jobs.ContinuousWork;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.store.KnownQueue;
import io.contactstatus.store.QuarterHour;
import io.contactstatus.store.QueueFiguresStore;
import io.contactstatus.store.QueueFiguresStore.Mark;
import io.contactstatus.store.QueueKey;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.visibility.ConnectInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Sums up what is over, and again what has changed since. One instance does it; another one that did the same would
/// write the same.
final class ClosingWork implements ContinuousWork {

    private static final String ID = "figures";

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// A contact is written within seconds of its mark; indexes follow, and clocks of instances differ.
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final QueueFiguresStore store;
    private final QueueSums sums;
    private final ConnectInstances instances;
    private final Clock clock;

    ClosingWork(QueueFiguresStore store, QueueSums sums, ConnectInstances instances, Clock clock) {
        this.store = store;
        this.sums = sums;
        this.instances = instances;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "queue-figures";
    }

    @Override
    public Map<String, Map<String, String>> standing() {
        return Map.of(ID, Map.of());
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        while (true) {
            StoreRetry.endless().untilDone(() -> {
                round();
                return true;
            });
            // Also finds out that another instance has it.
            job.advance(Map.of("round", clock.instant().toString()));
            Thread.sleep(PAUSE);
        }
    }

    /// Everything that there is to do at this moment.
    void round() {
        var queues = store.queues().stream()
                .map(KnownQueue::key)
                .filter(key -> key.queueId() != null)
                .toList();
        close(queues);
        queues.forEach(this::repair);
    }

    private void close(List<QueueKey> queues) {
        var now = clock.instant();
        var until = QuarterHour.of(now.minus(store.open()));
        var oldest = QuarterHour.of(store.oldestWhole(now)).plus(QuarterHour.LENGTH);
        var closed = store.closedUntil().filter(oldest::isBefore).orElse(oldest);
        while (closed.isBefore(until)) {
            var quarter = closed;
            queues.forEach(queue -> close(queue, quarter));
            closed = quarter.plus(QuarterHour.LENGTH);
            store.closeUntil(closed);
        }
    }

    private void close(QueueKey queue, Instant quarter) {
        var end = quarter.plus(QuarterHour.LENGTH);
        keep(queue, FigureInterval.PT15M, quarter, QueueSums.sum(sums.ofContacts(queue, quarter, end)));
        var zone = instances.timeZone(queue.instanceId());
        for (var interval : List.of(FigureInterval.PT1H, FigureInterval.P1D)) {
            var start = interval.of(quarter, zone);
            if (interval.after(start, zone).equals(end)) {
                keepSum(queue, interval, start, end);
            }
        }
    }

    private void keepSum(QueueKey queue, FigureInterval interval, Instant from, Instant until) {
        keep(queue, interval, from, QueueSums.sum(store.figures(queue, FigureInterval.PT15M.name(), from, until)));
    }

    private void keep(QueueKey queue, FigureInterval interval, Instant from, QueueFigures figures) {
        var kept =
                store.figures(queue, interval.name(), from, from.plusSeconds(1)).getOrDefault(from, QueueFigures.NONE);
        if (!figures.equals(kept)) {
            store.put(queue, interval.name(), from, figures);
        }
    }

    private void repair(QueueKey queue) {
        var now = clock.instant();
        var oldest = store.oldestWhole(now);
        // A mark older than what can be repaired is of a time when no instance was there to do it.
        var marks = store.marks(queue, QuarterHour.of(oldest.minus(Duration.ofDays(1))), now).stream()
                .filter(mark -> mark.at().plus(SETTLED).isBefore(now))
                .collect(Collectors.groupingBy(Mark::quarter, TreeMap::new, Collectors.toList()));
        if (marks.isEmpty()) {
            return;
        }
        var closed = store.closedUntil().orElse(Instant.EPOCH);
        marks.keySet().stream()
                .filter(quarter -> !quarter.isBefore(oldest) && quarter.isBefore(closed))
                .forEach(quarter -> repair(queue, quarter, closed));
        marks.values().forEach(all -> all.forEach(store::clear));
    }

    private void repair(QueueKey queue, Instant quarter, Instant closed) {
        var end = quarter.plus(QuarterHour.LENGTH);
        keep(queue, FigureInterval.PT15M, quarter, QueueSums.sum(sums.ofContacts(queue, quarter, end)));
        var zone = instances.timeZone(queue.instanceId());
        for (var interval : List.of(FigureInterval.PT1H, FigureInterval.P1D)) {
            var start = interval.of(quarter, zone);
            var until = interval.after(start, zone);
            if (!until.isAfter(closed)) {
                keepSum(queue, interval, start, until);
            }
        }
    }
}
