package io.contactstatus.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sees to it, before a contact is written, that what changes of the figures of its queue will be noticed.
final class QueueLedger {

    /// How long after its end an interval is summed up. Most of what comes later than that is the end of a long talk;
    /// until then intervals are summed up from their contacts, and a change costs nothing.
    static final Duration LONGEST_OPEN = Duration.ofHours(1);

    /// Clocks of instances differ.
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    /// A mark of this instance serves for what it writes in so short a time.
    private static final Duration SERVES = Duration.ofSeconds(30);

    private static final Duration KNOWN_AGAIN = Duration.ofDays(1);
    private static final int MOST = 10_000;

    private final QueueFiguresTable table;
    private final Duration retention;
    private final FiguresReach reach;
    private final Clock clock;
    private final Counter late;
    private final Map<String, Instant> marked = remembering();
    private final Map<QueueKey, Known> known = remembering();

    QueueLedger(QueueFiguresTable table, FiguresReach reach, Clock clock, MeterRegistry meters) {
        this.table = table;
        this.retention = reach.retention();
        this.reach = reach;
        this.clock = clock;
        late = Counter.builder("contact_status.queues.late")
                .description("Changes of contacts that came too late for the figures of their queue")
                .register(meters);
    }

    /// @param written when this instance wrote it, or found it written
    private record Known(KnownQueue queue, Instant written) {

        /// Also what is told of a time before the name that it has.
        boolean covers(KnownQueue told, Instant now) {
            return isWithin(written, now, KNOWN_AGAIN)
                    && (told.name() == null
                            || told.name().equals(queue.name())
                            || isBefore(told.namedAt(), queue.namedAt()));
        }

        private static boolean isBefore(@Nullable Instant told, @Nullable Instant known) {
            return known != null && (told == null || told.isBefore(known));
        }
    }

    private static <K, V> Map<K, V> remembering() {
        return new LinkedHashMap<>() {

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /// How long intervals stay open where contacts are kept for so long.
    static Duration open(Duration retention) {
        var some = retention.dividedBy(4);
        return some.compareTo(LONGEST_OPEN) < 0 ? some : LONGEST_OPEN;
    }

    /// To be called before the contact is written, each time that it is tried.
    void announce(@Nullable StoredContact before, StoredContact after) {
        var changes = changes(before, after);
        // Also where no figure changes: what ended without a queue is in no sum but is listed, and a record may tell
        // nothing new but the name.
        EndedEntry.of(after.snapshot()).ifPresent(entry -> know(after, entry));
        var now = clock.instant();
        for (var change : changes) {
            if (isClosed(change, now) && !isFrozen(change, now)) {
                mark(change, now);
            }
        }
    }

    /// To be called once it is written.
    void written(@Nullable StoredContact before, StoredContact after) {
        var now = clock.instant();
        changes(before, after).stream().filter(change -> isFrozen(change, now)).forEach(change -> late.increment());
    }

    private record Change(QueueKey queue, Instant quarter) implements Comparable<Change> {

        static Change of(EndedEntry entry) {
            return new Change(entry.queue(), QuarterHour.of(entry.departure().left()));
        }

        @Override
        public int compareTo(Change other) {
            return (queue.written() + quarter).compareTo(other.queue.written() + other.quarter);
        }
    }

    /// The intervals whose figures it may change: that which it leaves and that which it enters, or the one it stays
    /// in.
    private static Set<Change> changes(@Nullable StoredContact before, StoredContact after) {
        var was = before == null ? Optional.<EndedEntry>empty() : EndedEntry.of(before.snapshot());
        var is = EndedEntry.of(after.snapshot());
        if (was.map(EndedEntry::counted).equals(is.map(EndedEntry::counted))) {
            return Set.of();
        }
        return Stream.of(was, is)
                .flatMap(Optional::stream)
                // What ended without a queue is in no sum.
                .filter(entry -> entry.queue().queueId() != null)
                .map(Change::of)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean isClosed(Change change, Instant now) {
        var closes = change.quarter().plus(QuarterHour.LENGTH).plus(open(retention));
        return !now.isBefore(closes.minus(CLOCKS));
    }

    private boolean isFrozen(Change change, Instant now) {
        return change.quarter().isBefore(reach.oldestWhole(now));
    }

    private void mark(Change change, Instant now) {
        var name = change.queue().written() + change.quarter();
        synchronized (marked) {
            var before = marked.get(name);
            if (before != null && isWithin(before, now, SERVES)) {
                return;
            }
        }
        table.put(
                change.queue().written(),
                String.join(
                        QueueFiguresTable.SEPARATOR,
                        QueueFiguresTable.MARK,
                        change.quarter().toString(),
                        now.toString()),
                "",
                now.plus(retention).plus(retention));
        synchronized (marked) {
            marked.put(name, now);
        }
    }

    /// A contact that does not tell the name of its queue takes none away.
    private void know(StoredContact contact, EndedEntry entry) {
        var now = clock.instant();
        var told = told(contact, entry, now);
        synchronized (known) {
            var before = known.get(told.key());
            if (before != null && before.covers(told, now)) {
                if (Known.isBefore(before.queue().namedAt(), told.namedAt())) {
                    known.put(told.key(), new Known(told, before.written()));
                }
                return;
            }
        }
        var kept = table.know(told);
        synchronized (known) {
            known.put(told.key(), new Known(kept, now));
        }
    }

    /// A queue had that name when the contact left it at the latest. What a wrong clock tells of the year 2500 must not
    /// be its last name until then.
    private static KnownQueue told(StoredContact contact, EndedEntry entry, Instant now) {
        var info = contact.snapshot().queue();
        var arn = entry.departure().queueArn();
        var name = info == null || arn == null ? null : info.name();
        var left = entry.departure().left();
        return new KnownQueue(entry.queue(), arn, name, name == null ? null : left.isAfter(now) ? now : left);
    }

    private static boolean isWithin(Instant at, Instant now, Duration span) {
        return !at.isAfter(now) && at.plus(span).isAfter(now);
    }
}
