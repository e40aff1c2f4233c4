package io.contactstatus.pages;

import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Those who gave up lately, and whether anybody has talked to them since.
///
/// Looked up once for all who look, and no more often than is set, however many look and however much changes.
@Component
class AbandonedContacts {

    /// Of one customer, after they gave up: more says nothing more.
    private static final int LATER_CONTACTS = 10;

    /// How long a callback may wait.
    private static final Duration LONGEST_CALLBACK = Duration.ofDays(15);

    private static final int MOST_LEGS = 50;

    /// Asked for each who gave up.
    private static final int MOST_KEYS = 4;

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

    /// Who they are whom something was heard of lately, by when that was: a customer, or where that is not
    /// known the first leg of a chain.
    private final Map<String, Long> heardOf = new ConcurrentHashMap<>();

    private volatile long changedAt = System.nanoTime();
    private final AtomicLong changes = new AtomicLong();

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
    /// @param abandonment in what they were when they gave up, and for how long
    record Abandoned(ContactSummaryView contact, Instant at, Snapshot.Abandonment abandonment, Since since) {}

    /// @param more whether there are others
    record Latest(List<Abandoned> contacts, boolean more) {}

    /// One who gave up, without what became of them since.
    ///
    /// @param keys of the customer, or of the chain
    private record Left(
            StoredContact stored,
            Snapshot seen,
            Snapshot.Abandonment abandonment,
            ContactSummaryView contact,
            List<String> keys,
            Instant at) {

        /// From when on a contact may have begun on which they were reached: a callback that was booked before.
        @Nullable
        Instant since() {
            var started = seen.started();
            return started == null ? null : started.minus(LONGEST_CALLBACK);
        }
    }

    /// @param keys of all of them
    private record Found(List<Left> contacts, Set<String> keys, long lookedUp) {

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
        return known != null && keys(after).anyMatch(known.keys()::contains) && isOtherwise(before, after);
    }

    private static boolean isListedOtherwise(ContactSummaryView before, ContactSummaryView after) {
        return !Objects.equals(before.customer(), after.customer())
                || !Objects.equals(before.queue(), after.queue())
                || !Objects.equals(before.channel(), after.channel());
    }

    private static boolean isOtherwise(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return before == null
                || before.active() != after.active()
                || before.phase() != after.phase()
                || before.outcome() != after.outcome()
                || before.flags().connectedToAgent() != after.flags().connectedToAgent();
    }

    /// A customer who hides their number is found by the chain alone. No key of a customer begins with a space.
    private static Stream<String> keys(ContactSummaryView contact) {
        var customer = contact.customer();
        if (customer != null
                && (customer.identifier() != null || !customer.furtherKeys().isEmpty())) {
            return Stream.concat(Stream.ofNullable(customer.identifier()), customer.furtherKeys().stream());
        }
        var first = contact.chain().initialContactId();
        return Stream.of(" " + (first == null ? contact.contactId() : first));
    }

    void changed(ContactSummaryView contact) {
        var now = System.nanoTime();
        var known = found;
        if (known != null) {
            keys(contact).filter(known.keys()::contains).forEach(key -> heardOf.put(key, now));
        }
        changedAt = now;
        changes.incrementAndGet();
    }

    /// Counts what may have changed the list.
    long changes() {
        return changes.get();
    }

    private Found lookUp() {
        var began = System.nanoTime();
        var all = contacts.abandoned(clock.instant().minus(limits.within()), MOST).stream()
                .flatMap(stored -> left(stored).stream())
                .toList();
        var keys = new HashSet<String>();
        var ids = new HashSet<String>();
        for (var left : all) {
            ids.add(left.contact().contactId());
            keys.addAll(left.keys());
        }
        fates.keySet().retainAll(ids);
        heardOf.keySet().retainAll(keys);
        return new Found(all, keys, began);
    }

    /// A test that nobody made has nobody to be called back.
    private static Optional<Left> left(StoredContact stored) {
        var seen = stored.contact().snapshot();
        var abandonment = seen.abandonment();
        if (abandonment == null || seen.synthetic()) {
            return Optional.empty();
        }
        var at = seen.timestamps().ended();
        var contact = ContactSummaryView.of(stored, Veil.LIFTED);
        var keys = keys(contact).limit(MOST_KEYS).toList();
        return Optional.of(new Left(stored, seen, abandonment, contact, keys, at == null ? Instant.EPOCH : at));
    }

    private Abandoned seen(Left left) {
        return new Abandoned(left.contact(), left.at(), left.abandonment(), since(left));
    }

    private Since since(Left left) {
        var id = left.contact().contactId();
        var known = fates.get(id);
        if (known != null && holds(known, left.keys())) {
            return known.since();
        }
        var began = System.nanoTime();
        var since = lookedUpSince(left);
        fates.put(id, new Fate(since, began));
        return since;
    }

    /// Whom an agent has talked to, an agent has talked to for ever.
    private boolean holds(Fate fate, List<String> keys) {
        if (fate.since() == Since.TALKED_TO) {
            return true;
        }
        var isSettled = keys.stream()
                .map(heardOf::get)
                .allMatch(heard -> heard == null || fate.lookedUp() - heard > SETTLED.toNanos());
        return isSettled && isYounger(fate.lookedUp(), TRUSTED);
    }

    private Since lookedUpSince(Left left) {
        if (isUnknown(left)) {
            var legs = contacts.chain(left.seen().contactId(), MOST_LEGS);
            var since = since(left, legs.stream().filter(leg -> isOther(left, leg)));
            return since == Since.NOTHING ? Since.UNKNOWN : since;
        }
        var all = EnumSet.noneOf(Since.class);
        for (var key : left.keys()) {
            Predicate<StoredContact> tells =
                    other -> isOther(left, other) && tells(other.contact().snapshot(), left.seen());
            var later = contacts.ofCustomer(key, left.since(), null, tells, LATER_CONTACTS, null);
            all.add(since(left, later.items().stream()));
            if (all.contains(Since.TALKED_TO)) {
                return Since.TALKED_TO;
            }
        }
        return all.contains(Since.BEING_CALLED) ? Since.BEING_CALLED : Since.NOTHING;
    }

    /// Those who hide their number; where any leg of a chain knows the customer, all of them do.
    private static boolean isUnknown(Left left) {
        return left.keys().getFirst().startsWith(" ");
    }

    private static boolean isOther(Left left, StoredContact other) {
        return !other.contact().id().equals(left.seen().contactId());
    }

    private static Since since(Left left, Stream<StoredContact> others) {
        var later = others.map(other -> other.contact().snapshot()).toList();
        if (later.stream().anyMatch(other -> isReachedAfter(left.seen(), other))) {
            return Since.TALKED_TO;
        }
        return later.stream().anyMatch(AbandonedContacts::isCall) ? Since.BEING_CALLED : Since.NOTHING;
    }

    private static boolean tells(Snapshot other, Snapshot abandoned) {
        return isReachedAfter(abandoned, other) || isCall(other);
    }

    /// Whether customer and agent came together on it. Legs without a customer of their own never do.
    static boolean isReached(Snapshot seen) {
        return seen.leg() == Leg.CUSTOMER
                // On those an agent works; nobody is spoken to.
                && !"TASK".equals(seen.channel())
                && !"EMAIL".equals(seen.channel())
                && (seen.outcome() == Outcome.ANSWERED || seen.course().isTogether());
    }

    private static boolean isReachedAfter(Snapshot abandoned, Snapshot other) {
        var connected = other.timestamps().connectedToAgent();
        var talked = connected == null ? other.started() : connected;
        var left = abandoned.timestamps().ended();
        return isReached(other) && (talked == null || left == null || talked.isAfter(left));
    }

    /// To the customer, and not over.
    private static boolean isCall(Snapshot other) {
        return other.active() && (other.is(Flag.CALLBACK) || "OUTBOUND".equals(other.initiationMethod()));
    }
}
