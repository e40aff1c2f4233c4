package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.EndedIndex.Listed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Pages through contacts that have left their queues, the latest first, day by day: exactly those that figures count.
/// Of one second they are ordered by their ids.
final class EndedList {

    /// Entries and partitions looked at for one page, which may come out short then.
    private static final int MOST_LOOKED_AT = 5_000;

    private static final int MOST_PARTITIONS = 1_000;
    private static final int LEAST_READ = 10;

    private static final Comparator<Listed> LATEST_FIRST = Comparator.comparing(Listed::left)
            .reversed()
            .thenComparing(listed -> listed.contact().value());

    private final Departures departures;
    private final ContactTable contacts;

    EndedList(Departures departures, ContactTable contacts) {
        this.departures = departures;
        this.contacts = contacts;
    }

    /// After which the rest begins.
    private record Position(Instant left, String contact) {

        static Position of(Listed listed) {
            return new Position(listed.left(), listed.contact().value());
        }

        /// @throws IllegalArgumentException for what [#written] did not make
        static Position read(String written) {
            var end = written.indexOf(':');
            if (end < 0) {
                throw new IllegalArgumentException("not a position in a list");
            }
            return new Position(Instant.ofEpochMilli(Long.parseLong(written, 0, end, 10)), written.substring(end + 1));
        }

        String written() {
            return left.toEpochMilli() + ":" + contact;
        }

        boolean isBefore(Listed listed) {
            return listed.left().isBefore(left)
                    || (listed.left().equals(left) && listed.contact().value().compareTo(contact) > 0);
        }
    }

    Page<StoredContact> page(EndedContacts asked, int limit, @Nullable String from) {
        var position = from == null ? null : Position.read(from);
        // What left in the second of the position is read again, and passed over.
        var until = position == null || !position.left().isBefore(asked.until())
                ? asked.until()
                : position.left().plusMillis(1);
        return asked.from().isBefore(until)
                ? new Paging(asked, position, limit).page(until)
                : new Page<>(List.of(), null);
    }

    private final class Paging {

        private final EndedContacts asked;
        private final @Nullable Position after;
        private final int limit;
        private final List<StoredContact> found = new ArrayList<>();
        private final List<Listed> waiting = new ArrayList<>();
        private final Set<ContactId> met = new HashSet<>();
        private @Nullable Position last;
        private boolean more;
        private int lookedAt;
        private int partitions;

        Paging(EndedContacts asked, @Nullable Position after, int limit) {
            this.asked = asked;
            this.after = after;
            this.limit = limit;
        }

        Page<StoredContact> page(Instant until) {
            var live = departures.live(asked.queues(), asked.from(), until);
            var first = EndedEntry.dayOf(asked.from());
            for (var day = EndedEntry.dayOf(until.minusMillis(1)); !day.isBefore(first); day = day.minusDays(1)) {
                if (isFull(day, live, until)) {
                    return new Page<>(found, last == null ? null : last.written());
                }
                partitions += asked.queues().size();
                if (partitions >= MOST_PARTITIONS && day.isAfter(first)) {
                    show(waiting);
                    return isOver()
                            ? new Page<>(found, last == null ? null : last.written())
                            : new Page<>(found, new Position(startOf(day).minusMillis(1), "").written());
                }
            }
            show(waiting);
            return new Page<>(found, isOver() && last != null ? last.written() : null);
        }

        private static Instant startOf(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        private boolean isFull(LocalDate day, List<Listed> live, Instant until) {
            var heads = new PriorityQueue<>(Comparator.comparing(Head::next, LATEST_FIRST));
            for (var queue : asked.queues()) {
                add(heads, departures.ended().latestFirst(queue, day, asked.from(), until, atOnce()));
            }
            add(
                    heads,
                    live.stream()
                            .filter(listed -> EndedEntry.dayOf(listed.left()).equals(day))
                            .sorted(LATEST_FIRST)
                            .iterator());
            var second = new ArrayList<Listed>();
            while (!heads.isEmpty()) {
                var head = heads.remove();
                if (!second.isEmpty()
                        && !second.getFirst().left().equals(head.next().left())) {
                    if (isFull(second)) {
                        return true;
                    }
                    second.clear();
                }
                second.add(head.next());
                add(heads, head.rest());
            }
            return isFull(second);
        }

        /// The more queues there are, the fewer of each are on a page.
        private int atOnce() {
            var share = 2 * (limit + 1) / Math.max(1, asked.queues().size());
            return Math.clamp(share, LEAST_READ, Dynamo.MOST_KEYS_READ);
        }

        private static void add(PriorityQueue<Head> heads, Iterator<Listed> rest) {
            if (rest.hasNext()) {
                heads.add(new Head(rest.next(), rest));
            }
        }

        /// The index has those of one second in an order of its own.
        private boolean isFull(List<Listed> ofOneSecond) {
            ofOneSecond.sort(LATEST_FIRST);
            for (var listed : ofOneSecond) {
                if (after != null && !after.isBefore(listed)) {
                    continue;
                }
                lookedAt++;
                if (asked.departure().test(listed.entry().departure())) {
                    waiting.add(listed);
                }
                if (waiting.size() == Math.min(limit + 1, Dynamo.MOST_KEYS_READ)) {
                    show(waiting);
                }
                if (isOver()) {
                    return true;
                }
                if (waiting.isEmpty()) {
                    last = Position.of(listed);
                }
                if (lookedAt >= MOST_LOOKED_AT) {
                    show(waiting);
                    if (!isOver()) {
                        last = Position.of(listed);
                    }
                    return true;
                }
            }
            return false;
        }

        /// One more than the page has room for was found.
        private boolean isOver() {
            return found.size() == limit && more;
        }

        private void show(List<Listed> listed) {
            var read = new HashMap<ContactId, StoredContact>();
            contacts.findAll(listed.stream().map(Listed::contact).toList())
                    .forEach(stored -> read.put(stored.contact().id(), stored));
            for (var one : listed) {
                var stored = read.get(one.contact());
                if (stored != null
                        && one.entry().isOf(stored)
                        && asked.wanted().test(stored)
                        && met.add(one.contact())) {
                    if (found.size() == limit) {
                        more = true;
                        break;
                    }
                    found.add(stored);
                }
                last = Position.of(one);
            }
            listed.clear();
        }
    }

    private record Head(Listed next, Iterator<Listed> rest) {}
}
