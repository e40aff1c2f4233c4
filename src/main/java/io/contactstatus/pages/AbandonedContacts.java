package io.contactstatus.pages;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Those who gave up lately, and whether anybody has talked to them since.
///
/// Looked up once for all who look, and no more often than is set, however many look and however much changes.
@Component
class AbandonedContacts {

    /// Of one customer, after they gave up: more says nothing more.
    private static final int LATER_CONTACTS = 10;

    private final ContactStore contacts;
    private final BoardProperties.Abandoned limits;
    private final Clock clock;
    private final ReentrantLock lookingUp = new ReentrantLock();
    private volatile @Nullable Found found;
    private volatile boolean outdated;

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

    private record Found(List<Abandoned> contacts, Set<String> customers, Map<String, Since> byId, long lookedUp) {}

    /// The last one to give up first.
    List<Abandoned> latest() {
        var known = found;
        if (known != null && isFresh(known)) {
            return known.contacts();
        }
        lookingUp.lock();
        try {
            var last = found;
            if (last != null && isFresh(last)) {
                return last.contacts();
            }
            if (last != null) {
                rest(last);
            }
            outdated = false;
            var now = lookUp(last);
            found = now;
            return now.contacts();
        } finally {
            lookingUp.unlock();
        }
    }

    private boolean isFresh(Found known) {
        return !outdated
                && System.nanoTime() - known.lookedUp() < limits.refresh().toNanos();
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
        if (after.flags().abandoned() != (before != null && before.flags().abandoned())) {
            return true;
        }
        var known = found;
        var customer = after.customer();
        var identifier = customer == null ? null : customer.identifier();
        return known != null
                && identifier != null
                && known.customers().contains(identifier)
                && !known.byId().containsKey(after.contactId())
                && isOtherwise(before, after);
    }

    private static boolean isOtherwise(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return before == null
                || before.active() != after.active()
                || before.flags().connectedToAgent() != after.flags().connectedToAgent();
    }

    void changed() {
        outdated = true;
    }

    private Found lookUp(@Nullable Found last) {
        var from = clock.instant().minus(limits.within());
        var all = contacts.abandoned(from, limits.rows()).stream()
                .map(stored -> seen(stored, last))
                .toList();
        var customers = new HashSet<String>();
        var byId = new HashMap<String, Since>();
        for (var one : all) {
            byId.put(one.contact().contactId(), one.since());
            var customer = one.contact().customer();
            if (customer != null && customer.identifier() != null) {
                customers.add(customer.identifier());
            }
        }
        return new Found(all, customers, byId, System.nanoTime());
    }

    private Abandoned seen(StoredContact stored, @Nullable Found last) {
        var seen = stored.contact().snapshot();
        var times = seen.timestamps();
        var at = times.disconnected() == null ? times.completed() : times.disconnected();
        var abandonment = seen.abandonment();
        // Whom somebody has talked to, somebody has talked to for ever.
        var talkedTo = last != null && last.byId().get(seen.contactId().value()) == Since.TALKED_TO;
        return new Abandoned(
                ContactSummaryView.of(stored, Veil.LIFTED),
                at == null ? Instant.EPOCH : at,
                abandonment == null ? null : abandonment.place(),
                abandonment == null ? null : abandonment.seconds(),
                talkedTo ? Since.TALKED_TO : since(stored, seen));
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
