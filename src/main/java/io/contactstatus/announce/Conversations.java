package io.contactstatus.announce;

import io.contactstatus.announce.EventBus.Verdict;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Flag;
import io.contactstatus.masking.Veil;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.DueContacts;
import io.contactstatus.store.DueContacts.Due;
import io.contactstatus.store.DueContacts.Task;
import io.contactstatus.store.OutboxMark;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Announces that conversations are over, at least once each: when the records of all the customer's legs are there, or
/// some time after the last one has ended.
///
/// ```
/// a leg ends ─▶ due at its end + settle ─▶ is the customer gone for so long? ─▶ told, settled by TIME
/// a record comes ─▶ are all there? ─▶ told, settled by RECORD, and not due any more
/// ```
/// What is due is stored before the mark of the change is taken away, so a death in between repeats it. Where a leg
/// comes later, the conversation is told once more, with a higher version.
///
/// Legs may come at one moment, each to another thread or instance. All are read as they are then, after the one that
/// is announced was written: so whichever was written last sees all of them.
final class Conversations {

    private static final Logger log = LoggerFactory.getLogger(Conversations.class);

    static final String DETAIL_TYPE = "Conversation Over";

    private static final int MOST_LEGS = 50;

    private static final Comparator<StoredContact> BY_START = Comparator.comparing(
                    (StoredContact leg) -> leg.snapshot().started(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(leg -> leg.contact().id().value());

    private final ObjectProvider<ContactStore> contacts;
    private final DueContacts store;
    private final EventBus bus;
    private final JsonMapper json;
    private final Veil veil;
    private final Duration settle;
    private final Clock clock;
    private final RecentlyTold recent = new RecentlyTold();

    Conversations(
            ObjectProvider<ContactStore> contacts,
            DueContacts store,
            EventBus bus,
            JsonMapper json,
            Veil veil,
            Duration settle,
            Clock clock) {
        this.contacts = contacts;
        this.store = store;
        this.bus = bus;
        this.json = json;
        this.veil = veil;
        this.settle = settle;
        this.clock = clock;
    }

    private enum SettledBy {
        RECORD,
        TIME
    }

    /// A change that is being announced.
    ///
    /// @return false when it is to be tried again
    boolean changed(StoredContact contact, OutboxMark mark) {
        if (contact.snapshot().isListedAsActive() || !isEnd(contact, mark)) {
            return true;
        }
        var conversation = conversation(contact.contact().chainId(), contact);
        var end = conversation.end();
        if (end.isEmpty()) {
            return true;
        }
        var due = new Due(contact.contact().chainId(), end.get().plus(settle));
        if (!conversation.isRecorded()) {
            store.keep(Task.CONVERSATION, due);
            return true;
        }
        if (!isTold(due.id(), conversation, end.get(), SettledBy.RECORD)) {
            return false;
        }
        store.done(Task.CONVERSATION, due);
        return true;
    }

    /// Whether something that settles a conversation is new; most of what comes after the end is not.
    private static boolean isEnd(StoredContact contact, OutboxMark mark) {
        var seen = contact.snapshot();
        var before = mark.previous();
        return before == null
                || !Objects.equals(before.outcome(), seen.outcome())
                || !before.flags().contains(Flag.DISCONNECTED)
                || before.flags().contains(Flag.RECORD_RECEIVED) != seen.flags().contains(Flag.RECORD_RECEIVED);
    }

    /// Looks at what is due.
    ///
    /// @return whether there is more
    boolean settle(int limit) {
        var all = store.due(Task.CONVERSATION, clock.instant(), limit);
        for (var due : all) {
            if (!isPast(due)) {
                return false;
            }
        }
        return all.size() == limit;
    }

    /// One that cannot be read keeps none of the others waiting.
    private boolean isPast(Due due) {
        try {
            return isSettled(due);
        } catch (StoreUnavailable away) {
            throw away;
        } catch (RuntimeException unexpected) {
            log.error(
                    "the end of conversation {} cannot be told: {}",
                    due.id().value(),
                    unexpected.getClass().getName());
            store.done(Task.CONVERSATION, due);
            return true;
        }
    }

    /// False when it cannot be told now.
    private boolean isSettled(Due due) {
        var conversation = conversation(due.id(), null);
        var end = conversation.end();
        // One that is live again is due anew at its end.
        if (end.isPresent()) {
            var last = new Due(due.id(), end.get().plus(settle));
            if (due.equals(last)) {
                // Where all records are there although it is due, nobody has told it.
                var by = conversation.isRecorded() ? SettledBy.RECORD : SettledBy.TIME;
                if (!isTold(due.id(), conversation, end.get(), by)) {
                    return false;
                }
            } else if (!conversation.isRecorded()) {
                // Of an end that was not the last one.
                store.keep(Task.CONVERSATION, last);
            }
        }
        store.done(Task.CONVERSATION, due);
        return true;
    }

    /// @param newest of one of its legs, in case that it has expired since
    private Conversation conversation(ContactId first, @Nullable StoredContact newest) {
        var legs = new ArrayList<>(contacts.getObject().chainNow(first, MOST_LEGS));
        if (newest != null
                && legs.stream()
                        .noneMatch(leg ->
                                leg.contact().id().equals(newest.contact().id()))) {
            legs.add(newest);
        }
        legs.sort(BY_START);
        return new Conversation(legs);
    }

    private boolean isTold(ContactId id, Conversation conversation, Instant end, SettledBy by) {
        var told = told(id, conversation, end, by);
        var words = told.toString();
        if (!recent.begin(id, words)) {
            return true;
        }
        told.put("version", conversation.version());
        var isTold = false;
        try {
            isTold = isDone(id, bus.put(List.of(told.toString())).getFirst());
            return isTold;
        } finally {
            if (!isTold) {
                recent.failed(id, words);
            }
        }
    }

    private static boolean isDone(ContactId id, Verdict verdict) {
        if (verdict instanceof Verdict.Refused(var code)) {
            log.error("EventBridge refuses the end of conversation {} for ever: {}", id, code);
            return true;
        }
        return verdict instanceof Verdict.Taken;
    }

    /// All but the version, which alone is no news.
    private ObjectNode told(ContactId id, Conversation conversation, Instant end, SettledBy by) {
        var detail = json.createObjectNode();
        detail.put("conversationId", id.value());
        var outcome = conversation.outcome();
        if (outcome != null) {
            detail.put("outcome", outcome.name());
        }
        conversation.start().ifPresent(start -> detail.set("startedAt", json.valueToTree(start)));
        detail.set("endedAt", json.valueToTree(end));
        detail.put("settledBy", by.name());
        var legs = detail.putArray("legs");
        for (var leg : conversation.legs()) {
            JsonNode told = json.valueToTree(ConversationLegView.of(ContactSummaryView.of(leg, veil)));
            legs.add(told);
        }
        conversation
                .identified()
                .map(leg -> ContactSummaryView.of(leg, veil).customer())
                .ifPresent(customer -> detail.set("customer", json.valueToTree(customer)));
        return detail;
    }
}
