package io.contactstatus.callback;

import io.contactstatus.contact.CallBack;
import io.contactstatus.contact.CallBack.State;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.store.CallBackStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.FactsListener;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.CustomerReached;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
    private final Clock clock;
    private final List<FactsListener> listeners;

    CallBacks(CallBackStore callBacks, ContactStore contacts, Clock clock, List<FactsListener> listeners) {
        this.callBacks = callBacks;
        this.contacts = contacts;
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    /// @param by the caller
    public CallBackAnswer put(StoredContact contact, State state, String by) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var wanted = at(new CallBack(state, by, state == State.ASSIGNED ? now.plus(HELD) : null), now);
        var left = contact.snapshot().timestamps().ended();
        var keys = keys(contact);
        if (state == State.ASSIGNED) {
            var talkedTo = talkedToSince(keys, left);
            if (talkedTo.isPresent()) {
                tell(contact, keys, talkedTo.get());
                return new CallBackAnswer.Taken(talkedTo.get());
            }
        }
        var held = callBacks.put(
                keys.isEmpty() ? Set.of(" " + contact.contact().id().value()) : keys, wanted, left);
        if (held.isPresent()) {
            return new CallBackAnswer.Taken(held.get());
        }
        tell(contact, keys, wanted);
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

    /// It is done when an agent has talked to the customer, whoever wanted to.
    private Optional<Latest<CallBack>> talkedToSince(Set<String> keys, @Nullable Instant left) {
        if (left == null) {
            return Optional.empty();
        }
        for (var key : keys) {
            var since = left.minus(LATELY);
            var talk = contacts.ofCustomer(key, since, null, other -> isTalkAfter(other, left), 1, null);
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
    private void tell(StoredContact contact, Set<String> keys, Latest<CallBack> agreed) {
        var told = new LinkedHashMap<ContactId, Contact>();
        told.put(contact.contact().id(), facts(contact.contact().id(), agreed));
        var since = clock.instant().minus(LATELY);
        for (var key : keys) {
            contacts.ofCustomer(key, since, null, CallBacks::gaveUp, MOST_TOLD, null).items().stream()
                    .map(other -> other.contact().id())
                    .forEach(id -> told.putIfAbsent(id, facts(id, agreed)));
        }
        contacts.append(entries(told, agreed));
        for (var facts : told.values()) {
            contacts.join(facts);
            listeners.forEach(listener -> listener.stored(facts, null));
        }
    }

    private static boolean gaveUp(StoredContact other) {
        return other.snapshot().outcome() == Outcome.ABANDONED;
    }

    private static Contact facts(ContactId id, Latest<CallBack> agreed) {
        return Facts.about(id, Source.API)
                .callBack(agreed.value(), agreed.stamp().at())
                .toContact();
    }

    private static List<HistoryEntry> entries(Map<ContactId, Contact> told, Latest<CallBack> agreed) {
        var entries = new ArrayList<HistoryEntry>();
        var id = UUID.randomUUID().toString();
        var state = agreed.value().state();
        var detail = HistoryEntry.Detail.of("{\"callBack\":{\"state\":\"" + state + "\"}}");
        told.keySet()
                .forEach(contact -> entries.add(new HistoryEntry(
                        contact,
                        agreed.stamp().at(),
                        Source.API,
                        "CALL_BACK",
                        "The call-back is " + state,
                        id,
                        detail)));
        return entries;
    }
}
