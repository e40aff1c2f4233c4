package io.contactstatus.pages.card;

import io.contactstatus.contact.Flag;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CustomerReached;
import io.contactstatus.view.QueueView;
import io.contactstatus.view.Situation;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The situation of a customer, as the fragment `customer(card)` of `contact-parts.html` shows it.
///
/// Everything in it is masked already, for the viewer it was made for.
///
/// @param contactId of the contact by which the customer is found: addresses contain no phone number
/// @param identifier null for an unknown customer, for instance a caller who hides their number
/// @param live active contacts, newest first
/// @param recent ended contacts, newest first
/// @param lastDay contacts of the last 24 hours
/// @param kept contacts that are still stored
/// @param more whether there are more than were counted
/// @param lastReasons how the newest ones ended, newest first, each once
/// @param calledBack ids of abandoned contacts before a later contact on which an agent was reached
/// @param lastQueue of the newest ended contact that was in a queue
public record CustomerCard(
        String contactId,
        @Nullable String identifier,
        List<ContactSummaryView> live,
        @Nullable ContactSummaryView pendingCallback,
        List<ContactSummaryView> recent,
        int lastDay,
        int kept,
        boolean more,
        List<String> lastReasons,
        Set<String> calledBack,
        @Nullable QueueView lastQueue) {

    private static final int RECENT = 5;

    static CustomerCard of(
            String contactId, String identifier, Situation situation, boolean more, LearntNames names, Veil veil) {
        var pending = situation.pendingCallback();
        var queued = situation.lastQueued();
        return new CustomerCard(
                contactId,
                veil == Veil.LIFTED ? identifier : Veil.hidden(identifier),
                situation.active().stream()
                        .map(known -> known.summary(veil).named(names))
                        .toList(),
                pending == null ? null : pending.summary(veil).named(names),
                situation.contacts().stream()
                        .filter(known -> !known.seen().active())
                        .limit(RECENT)
                        .map(known -> known.summary(veil).named(names))
                        .toList(),
                situation.contactsLast24Hours(),
                situation.contacts().size(),
                more,
                lastReasons(situation),
                calledBack(situation),
                lastQueue(queued, names));
    }

    private static @Nullable QueueView lastQueue(Situation.@Nullable Known queued, LearntNames names) {
        var queue = queued == null ? null : QueueView.of(queued.seen().queue());
        return queue == null ? null : queue.named(names);
    }

    /// An unknown customer: no other contact can be found.
    static CustomerCard ofNobody(String contactId) {
        return new CustomerCard(contactId, null, List.of(), null, List.of(), 0, 0, false, List.of(), Set.of(), null);
    }

    public boolean isCalledBack(String id) {
        return calledBack.contains(id);
    }

    private static List<String> lastReasons(Situation situation) {
        return situation.contacts().stream()
                .map(known -> known.seen().disconnectReason())
                .filter(Objects::nonNull)
                .limit(RECENT)
                .distinct()
                .toList();
    }

    /// Contacts come newest first, so `reached` is about later contacts.
    private static Set<String> calledBack(Situation situation) {
        var called = new HashSet<String>();
        var reached = false;
        for (var known : situation.contacts()) {
            var seen = known.seen();
            if (reached && seen.is(Flag.ABANDONED)) {
                called.add(seen.contactId().value());
            }
            reached |= CustomerReached.on(seen);
        }
        return Set.copyOf(called);
    }
}
