package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.QueueDeparture;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What has left a queue: contacts that are over, by `Ended-index`, and live ones that an agent has, which are found
/// in `Active-index`. A contact is moved from one to the other by one write, but each index follows by itself: for as
/// long as that takes it may be in neither. One that is in both is over.
/// So it is with a live one that has expired without an end: it stays counted, and [LiveHistories] moves it.
final class Departures {

    private static final int AT_ONCE = Dynamo.MOST_KEYS_READ;

    /// For all queues at once. All that is live is read, callbacks and tasks of many days among them.
    private static final Duration TRUSTED = Duration.ofSeconds(5);

    private final Dynamo dynamo;
    private final ContactTable contacts;
    private final EndedIndex ended;
    private final BucketedIndex active;
    private final Clock clock;
    private @Nullable Live last;

    Departures(Dynamo dynamo, Tables tables, ContactTable contacts, Clock clock) {
        this.dynamo = dynamo;
        this.contacts = contacts;
        this.clock = clock;
        ended = new EndedIndex(dynamo, tables);
        active = ContactLists.activeOf(tables);
    }

    private record Live(Instant read, Map<ContactId, EndedEntry> left) {}

    void forEach(QueueKey queue, Instant from, Instant until, Consumer<QueueDeparture> user) {
        var live = new HashMap<>(liveOnes());
        live.values().removeIf(entry -> !entry.queue().equals(queue) || !isWithin(entry, from, until));
        var over = new HashSet<ContactId>();
        ended.forEach(queue, from, until, (contact, entry) -> {
            if (live.containsKey(contact)) {
                over.add(contact);
            }
            user.accept(entry.departure());
        });
        live.keySet().removeAll(over);
        live.values().forEach(entry -> user.accept(entry.departure()));
    }

    /// Live ones of these queues, in no order.
    List<EndedIndex.Listed> live(List<QueueKey> queues, Instant from, Instant until) {
        var listed = new ArrayList<EndedIndex.Listed>();
        liveOnes().forEach((contact, entry) -> {
            if (queues.contains(entry.queue()) && isWithin(entry, from, until)) {
                listed.add(new EndedIndex.Listed(contact, entry));
            }
        });
        return listed;
    }

    EndedIndex ended() {
        return ended;
    }

    private static boolean isWithin(EndedEntry entry, Instant from, Instant until) {
        var left = entry.departure().left();
        return !left.isBefore(from) && left.isBefore(until);
    }

    private synchronized Map<ContactId, EndedEntry> liveOnes() {
        var now = clock.instant();
        var known = last;
        if (known == null
                || now.isBefore(known.read())
                || !now.isBefore(known.read().plus(TRUSTED))) {
            known = new Live(now, read());
            last = known;
        }
        return known.left();
    }

    private Map<ContactId, EndedEntry> read() {
        var left = new HashMap<ContactId, EndedEntry>();
        var reader = active.after(dynamo, null, AT_ONCE);
        var ids = new ArrayList<ContactId>();
        for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            ids.add(new ContactId(entry.get().id()));
            if (ids.size() == AT_ONCE) {
                add(ids, left);
                ids.clear();
            }
        }
        add(ids, left);
        return left;
    }

    private void add(List<ContactId> ids, Map<ContactId, EndedEntry> left) {
        contacts.findAllCounted(ids)
                .forEach(stored -> EndedEntry.of(stored.snapshot())
                        .ifPresent(entry -> left.put(stored.contact().id(), entry)));
    }
}
