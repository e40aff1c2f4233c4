package io.contactstatus.store;

import static io.contactstatus.store.QueueFiguresTable.ALL;
import static io.contactstatus.store.QueueFiguresTable.MARK;
import static io.contactstatus.store.QueueFiguresTable.SEPARATOR;

import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.QueueFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Figures of queues in DynamoDB.
final class DynamoDbQueueFiguresStore implements QueueFiguresStore {

    private static final String CLOSED = "CLOSED";

    /// Sorts after every instant, as text.
    private static final String AFTER = "~";

    private final QueueFiguresTable table;
    private final Departures departures;
    private final FiguresReach reach;

    DynamoDbQueueFiguresStore(QueueFiguresTable table, Departures departures, FiguresReach reach) {
        this.table = table;
        this.departures = departures;
        this.reach = reach;
    }

    @Override
    public List<KnownQueue> queues() {
        return table.known();
    }

    @Override
    public void forEachDeparture(QueueKey queue, Instant from, Instant until, Consumer<QueueDeparture> user) {
        if (from.isBefore(until)) {
            departures.forEach(queue, from, until, user);
        }
    }

    @Override
    public Map<Instant, QueueFigures> figures(QueueKey queue, String length, Instant from, Instant until) {
        var found = new HashMap<Instant, QueueFigures>();
        for (var item : between(queue, length, from, until)) {
            found.put(Instant.parse(item.entry().split(SEPARATOR, -1)[1]), FiguresText.read(item.text()));
        }
        return found;
    }

    @Override
    public void put(QueueKey queue, String length, Instant from, QueueFigures figures) {
        table.put(queue.written(), length + SEPARATOR + from, FiguresText.written(figures));
    }

    @Override
    public List<Mark> marks(QueueKey queue, Instant from, Instant until) {
        return between(queue, MARK, from, until).stream()
                .map(item -> {
                    var parts = item.entry().split(SEPARATOR, -1);
                    return new Mark(queue, Instant.parse(parts[1]), Instant.parse(parts[2]), item.entry());
                })
                .toList();
    }

    private List<QueueFiguresItem> between(QueueKey queue, String kind, Instant from, Instant until) {
        // Texts of instants are in order as long as all have whole seconds.
        var last = until.minusMillis(1).truncatedTo(ChronoUnit.SECONDS);
        return last.isBefore(from)
                ? List.of()
                : table.between(queue.written(), kind + SEPARATOR + from, kind + SEPARATOR + last + AFTER);
    }

    @Override
    public void clear(Mark mark) {
        table.delete(mark.queue().written(), mark.entry());
    }

    @Override
    public Optional<Instant> closedUntil() {
        return table.find(ALL + CLOSED, CLOSED).map(item -> Instant.parse(item.text()));
    }

    @Override
    public void closeUntil(Instant until) {
        table.put(ALL + CLOSED, CLOSED, until.toString());
    }

    @Override
    public Instant oldestWhole(Instant now) {
        return reach.oldestWhole(now);
    }

    @Override
    public Duration open() {
        return QueueLedger.open(reach.retention());
    }
}
