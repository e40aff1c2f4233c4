package io.contactstatus.callback;

import io.contactstatus.contact.CallBack;
import io.contactstatus.contact.CallBack.State;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.ResourceId;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.store.CallBackStore;
import io.contactstatus.store.ContactErased;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.FactsListener;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.CustomerReached;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Agrees who calls a customer back. The store's condition settles it; what contacts show of it follows.
@Component
public class CallBacks {

    /// How long an assignment holds. Who needs longer says so again.
    private static final Duration HELD = Duration.ofMinutes(15);

    /// Each costs a query, and two writes of the store.
    private static final int MOST_KEYS = 8;

    /// Of a customer who gives up again and again, the newest ones are told.
    private static final int MOST_TOLD = 25;

    private static final Duration LATELY = Duration.ofDays(1);

    private final CallBackStore callBacks;
    private final ContactStore contacts;
    private final VisibleContacts readable;
    private final ConnectInstances instances;
    private final Clock clock;
    private final List<FactsListener> listeners;

    CallBacks(
            CallBackStore callBacks,
            ContactStore contacts,
            VisibleContacts readable,
            ConnectInstances instances,
            Clock clock,
            List<FactsListener> listeners) {
        this.callBacks = callBacks;
        this.contacts = contacts;
        this.readable = readable;
        this.instances = instances;
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    /// @param by the caller
    public CallBackAnswer put(StoredContact contact, State state, String by, VisibleInstances visible) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var wanted = at(new CallBack(state, by, state == State.ASSIGNED ? now.plus(HELD) : null), now);
        var left = contact.snapshot().timestamps().ended();
        var keys = keys(contact);
        if (state == State.ASSIGNED) {
            var talkedTo = talkedToSince(keys, left, visible);
            if (talkedTo.isPresent()) {
                tell(contact, keys, talkedTo.get(), visible);
                return new CallBackAnswer.Taken(talkedTo.get());
            }
        }
        var held = callBacks.put(contact.contact().id(), claims(contact, keys, visible), wanted, left);
        if (held.isPresent()) {
            // It may have been agreed before this contact was there to be told.
            tell(contact, keys, held.get(), visible);
            return new CallBackAnswer.Taken(held.get());
        }
        tell(contact, keys, wanted, visible);
        return new CallBackAnswer.Agreed(wanted);
    }

    private static Latest<CallBack> at(CallBack callBack, Instant at) {
        return new Latest<>(callBack, Stamp.of(at, Source.API));
    }

    private static Set<String> keys(StoredContact contact) {
        var keys = new LinkedHashSet<String>();
        var customer = contact.customer();
        if (customer.identifier() != null) {
            keys.add(customer.identifier());
        }
        customer.further().stream().limit(MOST_KEYS - keys.size()).forEach(keys::add);
        return keys;
    }

    /// What is claimed of a customer. Who may see some instances only has them there alone, and so is told of nobody
    /// elsewhere; who sees all has them there and everywhere.
    private Set<String> claims(StoredContact contact, Set<String> keys, VisibleInstances visible) {
        var claims = new LinkedHashSet<String>();
        if (visible.areAll()) {
            claims.addAll(keys);
        }
        var instance = ResourceId.of(contact.snapshot().instanceArn());
        if (instance != null && (instances.areSet() || !visible.areAll())) {
            keys.forEach(key -> claims.add(CallBackStore.ofInstance(instance, key)));
        }
        return claims;
    }

    /// Done when any agent has talked to the customer, not only the one who claimed it.
    private Optional<Latest<CallBack>> talkedToSince(
            Set<String> keys, @Nullable Instant left, VisibleInstances visible) {
        if (left == null) {
            return Optional.empty();
        }
        for (var key : keys) {
            var since = left.minus(LATELY);
            var talk = readable.to(visible).ofCustomer(key, since, null, other -> isTalkAfter(other, left), 1, null);
            if (!talk.items().isEmpty()) {
                return Optional.of(done(talk.items().getFirst().snapshot(), left));
            }
        }
        return Optional.empty();
    }

    private static boolean isTalkAfter(StoredContact other, Instant left) {
        var seen = other.snapshot();
        var talked = seen.timestamps().connectedToAgent();
        return CustomerReached.on(seen) && talked != null && talked.isAfter(left);
    }

    private static Latest<CallBack> done(Snapshot talk, Instant left) {
        var agent = talk.agent();
        var name = agent == null ? null : agent.username() == null ? agent.arn() : agent.username();
        var at = talk.timestamps().connectedToAgent();
        return at(new CallBack(State.DONE, name == null ? "" : name, null), at == null ? left : at);
    }

    /// The contact, and the others on which that customer gave up lately.
    private void tell(StoredContact contact, Set<String> keys, Latest<CallBack> agreed, VisibleInstances visible) {
        var told = new LinkedHashSet<ContactId>();
        told.add(contact.contact().id());
        var since = clock.instant().minus(LATELY);
        for (var key : keys) {
            readable
                    .to(visible)
                    .ofCustomer(key, since, null, other -> isConcerned(other, agreed), MOST_TOLD, null)
                    .items()
                    .stream()
                    .map(other -> other.contact().id())
                    .forEach(told::add);
        }
        told.forEach(id -> tell(id, agreed));
    }

    /// What is done is done for those that the customer gave up before.
    private static boolean isConcerned(StoredContact other, Latest<CallBack> agreed) {
        var left = other.snapshot().timestamps().ended();
        return other.snapshot().outcome() == Outcome.ABANDONED
                && (agreed.value().state() != State.DONE
                        || (left != null && left.isBefore(agreed.stamp().at())));
    }

    private void tell(ContactId id, Latest<CallBack> agreed) {
        var at = agreed.stamp().at();
        var testimony = Facts.about(id, Source.API).callBack(agreed.value(), at).testimony(at);
        var entry = entry(id, agreed).with(testimony);
        contacts.append(List.of(entry));
        try {
            contacts.join(testimony.facts());
        } catch (ContactErased gone) {
            // A list may still have it for a moment; the others are to be told all the same.
            contacts.retract(List.of(entry));
            return;
        }
        listeners.forEach(listener -> listener.stored(testimony.facts(), null));
    }

    /// The same each time that it is told.
    private static HistoryEntry entry(ContactId contact, Latest<CallBack> agreed) {
        var at = agreed.stamp().at();
        var state = agreed.value().state();
        return new HistoryEntry(
                contact,
                at,
                Source.API,
                "CALL_BACK",
                "The call-back is " + state,
                "call-back-" + state + "-" + at.toEpochMilli(),
                HistoryEntry.Detail.of("{\"callBack\":{\"state\":\"" + state + "\"}}"));
    }
}
