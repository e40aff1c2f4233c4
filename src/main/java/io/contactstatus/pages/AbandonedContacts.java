package io.contactstatus.pages;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Those who gave up lately, and whether anybody has talked to them since.
///
/// Looked up once for all who look, and no more often than is set, however many look and however much changes.
@Component
class AbandonedContacts {

    /// Of one customer, after they gave up: more says nothing more.
    private static final int LATER_CONTACTS = 10;

    /// Looked through for those who are wanted.
    private static final int MOST = 500;

    /// What is read so soon after a change may be from before it.
    private static final Duration SETTLED = Duration.ofSeconds(3);

    /// How long an answer holds of which no change was heard.
    private static final Duration TRUSTED = Duration.ofSeconds(50);

    private final ContactStore contacts;
    private final BoardProperties.Abandoned limits;
    private final Clock clock;
    private final ReentrantLock lookingUp = new ReentrantLock();
    private volatile @Nullable Found found;
    private final Map<String, Fate> fates = new ConcurrentHashMap<>();

    /// Customers of whom something was heard lately, by when that was.
    private final Map<String, Long> heardOf = new ConcurrentHashMap<>();

    private volatile long changedAt = System.nanoTime();

    AbandonedContacts(ContactStore contacts, BoardProperties properties, Clock clock) {
        this.contacts = contacts;
        this.limits = properties.abandoned();
        this.clock = clock;
    }

    /// What became of the customer since.
    enum Since {
        TALKED_TO,
        BEING_CALLED,
        NOTHING,
        /// Nobody knows who it was.
        UNKNOWN
    }

    /// @param contact unveiled
    /// @param where in what they were when they gave up
    record Abandoned(
            ContactSummaryView contact,
            Instant at,
            Snapshot.Abandonment.@Nullable Place where,
            @Nullable Integer seconds,
            Since since) {}

    /// @param more whether there are others
    record Latest(List<Abandoned> contacts, boolean more) {}

    /// One who gave up, without what became of them since.
    private record Left(StoredContact stored, ContactSummaryView contact, Instant at) {}

    /// @param customers of all of them
    private record Found(List<Left> contacts, Set<String> customers, long lookedUp) {

        boolean isFull() {
            return contacts.size() >= MOST;
        }
    }

    private record Fate(Since since, long lookedUp) {}

    /// Those who are wanted, the last one to give up first, and no more than are shown.
    Latest latest(Predicate<ContactSummaryView> wanted) {
        var known = found();
        var from = clock.instant().minus(limits.within());
        var matching = known.contacts().stream()
                .filter(left -> !left.at().isBefore(from) && wanted.test(left.contact()))
                .toList();
        var shown = matching.subList(0, Math.min(limits.rows(), matching.size()));
        return new Latest(shown.stream().map(this::seen).toList(), matching.size() > shown.size() || known.isFull());
    }

    private Found found() {
        var known = found;
        if (known != null && isFresh(known)) {
            return known;
        }
        lookingUp.lock();
        try {
            var last = found;
            if (last != null && isFresh(last)) {
                return last;
            }
            if (last != null) {
                rest(last);
            }
            var now = lookUp();
            found = now;
            return now;
        } finally {
            lookingUp.unlock();
        }
    }

    private boolean isFresh(Found known) {
        var sinceChange = known.lookedUp() - changedAt;
        return sinceChange >= 0
                && isYounger(known.lookedUp(), sinceChange > SETTLED.toNanos() ? TRUSTED : limits.refresh());
    }

    private static boolean isYounger(long lookedUp, Duration age) {
        return System.nanoTime() - lookedUp < age.toNanos();
    }

    /// Everybody else who asks waits for the same answer.
    private void rest(Found last) {
        var due = last.lookedUp() + limits.refresh().toNanos();
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
    }

    /// Somebody gave up, or something has happened to one who did.
    boolean concerns(@Nullable ContactSummaryView before, ContactSummaryView after) {
        var gaveUp = before != null && before.flags().abandoned();
        if (after.flags().abandoned() != gaveUp) {
            return true;
        }
        if (before != null && gaveUp) {
            return isListedOtherwise(before, after);
        }
        var known = found;
        var customer = customer(after);
        return known != null && customer != null && known.customers().contains(customer) && isOtherwise(before, after);
    }

    private static boolean isListedOtherwise(ContactSummaryView before, ContactSummaryView after) {
        return !Objects.equals(before.customer(), after.customer())
                || !Objects.equals(before.queue(), after.queue())
                || !Objects.equals(before.channel(), after.channel());
    }

    private static boolean isOtherwise(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return before == null
                || before.active() != after.active()
                || before.flags().connectedToAgent() != after.flags().connectedToAgent();
    }

    private static @Nullable String customer(ContactSummaryView contact) {
        var customer = contact.customer();
        return customer == null ? null : customer.identifier();
    }

    void changed(ContactSummaryView contact) {
        var now = System.nanoTime();
        var customer = customer(contact);
        var known = found;
        if (customer != null && known != null && known.customers().contains(customer)) {
            heardOf.put(customer, now);
        }
        changedAt = now;
    }

    private Found lookUp() {
        var began = System.nanoTime();
        var all = contacts.abandoned(clock.instant().minus(limits.within()), MOST).stream()
                .map(AbandonedContacts::left)
                .toList();
        var customers = new HashSet<String>();
        var ids = new HashSet<String>();
        for (var left : all) {
            ids.add(left.contact().contactId());
            var customer = left.stored().customerIdentifier();
            if (customer != null) {
                customers.add(customer);
            }
        }
        fates.keySet().retainAll(ids);
        heardOf.keySet().retainAll(customers);
        return new Found(all, customers, began);
    }

    private static Left left(StoredContact stored) {
        var times = stored.contact().snapshot().timestamps();
        var at = times.disconnected() == null ? times.completed() : times.disconnected();
        return new Left(stored, ContactSummaryView.of(stored, Veil.LIFTED), at == null ? Instant.EPOCH : at);
    }

    private Abandoned seen(Left left) {
        var abandonment = left.stored().contact().snapshot().abandonment();
        return new Abandoned(
                left.contact(),
                left.at(),
                abandonment == null ? null : abandonment.place(),
                abandonment == null ? null : abandonment.seconds(),
                since(left));
    }

    private Since since(Left left) {
        var customer = left.stored().customerIdentifier();
        if (customer == null) {
            return Since.UNKNOWN;
        }
        var id = left.contact().contactId();
        var known = fates.get(id);
        if (known != null && holds(known, customer)) {
            return known.since();
        }
        var began = System.nanoTime();
        var since = since(left.stored(), left.stored().contact().snapshot());
        fates.put(id, new Fate(since, began));
        return since;
    }

    /// Whom somebody has talked to, somebody has talked to for ever.
    private boolean holds(Fate fate, String customer) {
        if (fate.since() == Since.TALKED_TO) {
            return true;
        }
        var heard = heardOf.get(customer);
        var isSettled = heard == null || fate.lookedUp() - heard > SETTLED.toNanos();
        return isSettled && isYounger(fate.lookedUp(), TRUSTED);
    }

    private Since since(StoredContact stored, Snapshot seen) {
        var customer = stored.customerIdentifier();
        if (customer == null) {
            return Since.UNKNOWN;
        }
        var later = contacts.ofCustomer(
                        customer,
                        seen.started(),
                        null,
                        other -> !other.contact().id().equals(seen.contactId()) && tells(other, seen),
                        LATER_CONTACTS,
                        null)
                .items();
        if (later.isEmpty()) {
            return Since.NOTHING;
        }
        return later.stream().anyMatch(other -> hasTalked(other.contact().snapshot(), seen))
                ? Since.TALKED_TO
                : Since.BEING_CALLED;
    }

    private static boolean tells(StoredContact other, Snapshot abandoned) {
        var seen = other.contact().snapshot();
        return hasTalked(seen, abandoned) || isCall(seen);
    }

    private static boolean hasTalked(Snapshot other, Snapshot abandoned) {
        var talked = other.timestamps().connectedToAgent();
        var left = abandoned.timestamps().disconnected();
        return other.flags().connectedToAgent() && (talked == null || left == null || talked.isAfter(left));
    }

    /// To the customer, and not over.
    private static boolean isCall(Snapshot other) {
        var method = other.initiationMethod();
        return other.active()
                && method != null
                && (other.flags().callback() || method.equals("OUTBOUND") || method.equals("EXTERNAL_OUTBOUND"));
    }
}
