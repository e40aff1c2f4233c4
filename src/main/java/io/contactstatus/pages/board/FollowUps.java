package io.contactstatus.pages.board;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.store.ContactReader;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.CustomerReached;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How abandoned contacts were followed up. Each answer is kept until the customer has a new contact or change.
final class FollowUps {

    /// The newest contacts of a customer after the abandoned one; older ones do not change the answer.
    private static final int LATER_CONTACTS = 10;

    private static final int MOST_LEGS = 50;

    private static final int MOST_LIMITED = 50;

    private final VisibleContacts all;
    private final ContactReader contacts;
    private final Duration longestCallback;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /// When a customer's contact changed last, by the customer's key.
    private final Map<String, Long> changedAt = new ConcurrentHashMap<>();

    /// @param keys that it was looked up by
    private record Answer(Followed followed, Set<String> keys, ReadTime read) {}

    /// @param tried how often the customer was called since without being reached
    record Followed(FollowUp followUp, int tried) {}

    /// Who may not see all contacts may not be told what follows from the others either.
    private final Map<VisibleInstances, FollowUps> limited = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<VisibleInstances, FollowUps> eldest) {
            return size() > MOST_LIMITED;
        }
    };

    /// @param longestCallback how long a booked callback may wait before it is made
    FollowUps(VisibleContacts contacts, Duration longestCallback) {
        this(contacts, VisibleInstances.ALL, longestCallback);
    }

    private FollowUps(VisibleContacts all, VisibleInstances visible, Duration longestCallback) {
        this.all = all;
        this.contacts = all.to(visible);
        this.longestCallback = longestCallback;
    }

    /// By those contacts alone that are visible.
    FollowUps to(VisibleInstances visible) {
        if (visible.areAll()) {
            return this;
        }
        synchronized (limited) {
            return limited.computeIfAbsent(visible, some -> new FollowUps(all, some, longestCallback));
        }
    }

    private List<FollowUps> limited() {
        synchronized (limited) {
            return List.copyOf(limited.values());
        }
    }

    void changed(String key, long at) {
        changedAt.put(key, at);
        limited().forEach(some -> some.changed(key, at));
    }

    void forget() {
        keepOnly(Set.of(), Set.of());
    }

    /// Forgets all others.
    void keepOnly(Set<String> contactIds, Set<String> keys) {
        answers.keySet().retainAll(contactIds);
        changedAt.keySet().retainAll(keys);
        limited().forEach(some -> some.keepOnly(contactIds, keys));
    }

    Followed of(AbandonedContact abandoned) {
        var known = answers.get(abandoned.contactId());
        if (known != null && holds(known, abandoned.keys())) {
            return known.followed();
        }
        var read = ReadTime.now();
        var followed = abandoned.isOfUnknownCustomer() ? byChain(abandoned) : byCustomer(abandoned);
        answers.put(abandoned.contactId(), new Answer(followed, Set.copyOf(abandoned.keys()), read));
        return followed;
    }

    /// A customer who was talked to stays talked to.
    private boolean holds(Answer answer, List<String> keys) {
        return answer.followed().followUp() == FollowUp.TALKED_TO
                || (answer.keys().containsAll(keys)
                        && keys.stream()
                                .map(changedAt::get)
                                .allMatch(at -> at == null || answer.read().isSettledAfter(at))
                        && answer.read().isYoungerThan(ReadTime.TRUSTED));
    }

    private Followed byChain(AbandonedContact abandoned) {
        var legs = contacts.chain(abandoned.seen().contactId(), MOST_LEGS);
        var followed = of(abandoned, legs.stream().filter(leg -> !abandoned.isSameAs(leg)));
        return followed.followUp() == FollowUp.NOTHING ? new Followed(FollowUp.UNKNOWN, 0) : followed;
    }

    private Followed byCustomer(AbandonedContact abandoned) {
        Predicate<StoredContact> matters =
                other -> !abandoned.isSameAs(other) && matters(other.contact().snapshot(), abandoned.seen());
        var all = new LinkedHashMap<ContactId, StoredContact>();
        for (var key : abandoned.keys()) {
            var later = contacts.ofCustomer(key, earliest(abandoned.seen()), null, matters, LATER_CONTACTS, null);
            later.items().forEach(one -> all.put(one.contact().id(), one));
            var followed = of(abandoned, all.values().stream());
            if (followed.followUp() == FollowUp.TALKED_TO) {
                return followed;
            }
        }
        return of(abandoned, all.values().stream());
    }

    /// A callback may have been booked before the customer called again and left.
    private @Nullable Instant earliest(Snapshot abandoned) {
        var started = abandoned.started();
        return started == null ? null : started.minus(longestCallback);
    }

    private static Followed of(AbandonedContact abandoned, Stream<StoredContact> others) {
        var later = others.map(other -> other.contact().snapshot()).toList();
        var tried = Math.toIntExact(later.stream()
                .filter(other -> isTriedAfter(abandoned.seen(), other))
                .count());
        if (later.stream().anyMatch(other -> isReachedAfter(abandoned.seen(), other))) {
            return new Followed(FollowUp.TALKED_TO, tried);
        }
        if (later.stream().anyMatch(FollowUps::isCall)) {
            return new Followed(FollowUp.BEING_CALLED, tried);
        }
        return new Followed(tried > 0 ? FollowUp.TRIED : FollowUp.NOTHING, tried);
    }

    private static boolean matters(Snapshot other, Snapshot abandoned) {
        return isReachedAfter(abandoned, other) || isCall(other) || isTriedAfter(abandoned, other);
    }

    private static boolean isReachedAfter(Snapshot abandoned, Snapshot other) {
        var connected = other.timestamps().connectedToAgent();
        var talked = connected == null ? other.started() : connected;
        var left = abandoned.timestamps().ended();
        return CustomerReached.on(other) && (talked == null || left == null || talked.isAfter(left));
    }

    /// An active call to the customer.
    private static boolean isCall(Snapshot other) {
        return other.isListedAsActive() && isToCustomer(other);
    }

    private static boolean isToCustomer(Snapshot other) {
        return other.is(Flag.CALLBACK) || "OUTBOUND".equals(other.initiationMethod());
    }

    /// A dialled call to the customer that is over, and that they did not answer. Where customers are dialled first, a
    /// callback is one contact that waits and another one for each call.
    private static boolean isTriedAfter(Snapshot abandoned, Snapshot other) {
        var left = abandoned.timestamps().ended();
        var over = other.timestamps().ended();
        return !other.active()
                && isToCustomer(other)
                && other.leg() == Leg.CUSTOMER
                && other.outcome() == Outcome.NOT_REACHED
                && (left == null || (over != null && over.isAfter(left)));
    }
}
