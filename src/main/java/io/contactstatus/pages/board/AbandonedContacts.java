package io.contactstatus.pages.board;

import io.contactstatus.contact.CallBack;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.Retention;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.CallBackView;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The contacts that were abandoned lately, and how they were followed up.
///
/// Read once for all viewers, and no more often than configured, however many look and however much changes.
@Component
class AbandonedContacts {

    /// Read from the index; the filter of a viewer is applied to these.
    private static final int MOST = 500;

    private final ContactStore contacts;
    private final BoardProperties.Abandoned limits;
    private final Clock clock;
    private final FollowUps followUps;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Listed listed;
    private volatile long changedAt = System.nanoTime();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicInteger boards = new AtomicInteger();

    AbandonedContacts(ContactStore contacts, Retention retention, BoardProperties properties, Clock clock) {
        this.contacts = contacts;
        this.limits = properties.abandoned();
        this.clock = clock;
        this.followUps = new FollowUps(new VisibleContacts(contacts), retention.ofWaitingCallbacks());
    }

    /// A customer who gave up.
    ///
    /// @param abandoned the last time
    /// @param attempts how often
    /// @param tried how often they were called since without being reached
    /// @param callBack what was agreed last, on whichever attempt
    record FollowedUp(
            AbandonedContact abandoned,
            int attempts,
            FollowUp followUp,
            int tried,
            @Nullable CallBackView callBack) {

        static FollowedUp of(List<AbandonedContact> attempts, FollowUps.Followed followed) {
            var last = attempts.getFirst();
            return new FollowedUp(
                    last, attempts.size(), followed.followUp(), followed.tried(), agreed(attempts, last.at()));
        }

        /// Who was called back and gave up again is to be called back once more.
        private static @Nullable CallBackView agreed(List<AbandonedContact> attempts, Instant left) {
            return attempts.stream()
                    .map(attempt -> attempt.contact().callBack())
                    .filter(Objects::nonNull)
                    .max(Comparator.comparing(CallBackView::at))
                    .filter(agreed -> agreed.state() != CallBack.State.DONE
                            || !agreed.at().isBefore(left))
                    .orElse(null);
        }
    }

    /// @param more whether there are more than these
    record Shown(List<FollowedUp> contacts, boolean more) {}

    /// @param keys of all of them
    private record Listed(List<AbandonedContact> contacts, Set<String> keys, ReadTime read) {

        boolean isFull() {
            return contacts.size() >= MOST;
        }
    }

    /// Those who match, each customer once, the latest first, and no more than are shown.
    ///
    /// @param lost whether who gave up so is listed; one of a customer's attempts is enough
    Shown latest(Predicate<ContactSummaryView> wanted, Predicate<AbandonedContact> lost, VisibleInstances visible) {
        var all = listed();
        var from = clock.instant().minus(limits.within());
        var matching = all.contacts().stream()
                .filter(abandoned -> !abandoned.at().isBefore(from)
                        && visible.include(abandoned.contact().instanceId())
                        && wanted.test(abandoned.contact()))
                .toList();
        var answers = followUps.to(visible);
        var customers = byCustomer(matching).stream()
                .filter(attempts -> attempts.stream().anyMatch(lost))
                .toList();
        var shown = customers.subList(0, Math.min(limits.rows(), customers.size()));
        return new Shown(
                shown.stream()
                        .map(attempts -> FollowedUp.of(
                                attempts, answers.of(attempts.getFirst().among(attempts))))
                        .toList(),
                customers.size() > shown.size() || all.isFull());
    }

    /// Contacts that share a key are of one customer, also those that only a third one ties together.
    private static Collection<List<AbandonedContact>> byCustomer(List<AbandonedContact> contacts) {
        var others = new HashMap<String, String>();
        for (var contact : contacts) {
            var key = first(contact.keys().getFirst(), others);
            contact.keys().stream()
                    .map(other -> first(other, others))
                    .filter(other -> !other.equals(key))
                    .forEach(other -> others.put(other, key));
        }
        return contacts.stream()
                .collect(Collectors.groupingBy(
                        contact -> first(contact.keys().getFirst(), others), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /// @param others leads from one key of a customer to another, and never in a circle
    private static String first(String key, Map<String, String> others) {
        var first = key;
        for (var next = others.get(first); next != null; next = others.get(first)) {
            first = next;
        }
        return first;
    }

    private Listed listed() {
        var known = listed;
        if (known != null && isFresh(known)) {
            return known;
        }
        reading.lock();
        try {
            var last = listed;
            if (last != null && isFresh(last)) {
                return last;
            }
            if (last != null) {
                pause(last);
            }
            var now = read();
            listed = now;
            return now;
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(Listed known) {
        var change = changedAt;
        var isTrusted = isFollowed() && known.read().isSettledAfter(change);
        return !known.read().isBefore(change)
                && known.read().isYoungerThan(isTrusted ? ReadTime.TRUSTED : limits.refresh());
    }

    /// All other requests wait for the same answer meanwhile.
    private void pause(Listed last) {
        var due = last.read().nanos() + limits.refresh().toNanos();
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
    }

    private Listed read() {
        var read = ReadTime.now();
        var all = contacts.abandoned(clock.instant().minus(limits.within()), MOST).stream()
                .flatMap(stored -> AbandonedContact.of(stored).stream())
                .toList();
        var keys = new HashSet<String>();
        var ids = new HashSet<String>();
        for (var abandoned : all) {
            ids.add(abandoned.contactId());
            keys.addAll(abandoned.keys());
        }
        if (isFollowed()) {
            followUps.keepOnly(ids, keys);
        } else {
            followUps.forget();
        }
        return new Listed(all, keys, read);
    }

    /// Changes are heard of only while a board is open: what was read before may be out of date.
    void opened() {
        if (boards.getAndIncrement() == 0) {
            changedAt = System.nanoTime();
            followUps.forget();
        }
    }

    /// Once for each board that was [#opened()].
    void closed() {
        boards.decrementAndGet();
    }

    private boolean isFollowed() {
        return boards.get() > 0;
    }

    /// Whether a change makes the list another one: a contact was abandoned, or the customer of one has news.
    boolean concerns(@Nullable ContactSummaryView before, ContactSummaryView after) {
        var wasAbandoned = before != null && before.flags().abandoned();
        if (after.flags().abandoned() != wasAbandoned) {
            return true;
        }
        if (before != null && wasAbandoned) {
            return isListedOtherwise(before, after);
        }
        var known = listed;
        return known != null
                && AbandonedContact.keys(after).anyMatch(known.keys()::contains)
                && isOtherwise(before, after);
    }

    private static boolean isListedOtherwise(ContactSummaryView before, ContactSummaryView after) {
        return !Objects.equals(before.customer(), after.customer())
                || !Objects.equals(before.queue(), after.queue())
                || !Objects.equals(before.channel(), after.channel())
                || !Objects.equals(before.callBack(), after.callBack());
    }

    private static boolean isOtherwise(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return before == null
                || before.active() != after.active()
                || before.phase() != after.phase()
                || before.outcome() != after.outcome()
                || before.flags().connectedToAgent() != after.flags().connectedToAgent();
    }

    void changed(ContactSummaryView contact) {
        var now = System.nanoTime();
        var known = listed;
        if (known != null) {
            AbandonedContact.keys(contact).filter(known.keys()::contains).forEach(key -> followUps.changed(key, now));
        }
        changedAt = now;
        changes.incrementAndGet();
    }

    /// Counts what may have changed the list.
    long changes() {
        return changes.get();
    }
}
