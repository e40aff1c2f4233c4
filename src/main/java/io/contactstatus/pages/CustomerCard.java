package io.contactstatus.pages;

import io.contactstatus.contact.Flag;
import io.contactstatus.names.LearntNames;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.ContactView;
import io.contactstatus.view.Situation;
import io.contactstatus.view.Veil;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How things stand with a customer, as the fragment `customer(card)` of `contact-parts.html` shows it.
///
/// Everything in it may be shown to the one it was made for.
///
/// @param contactId of the contact by which the customer is found: no number stands in an address
/// @param identifier null when the customer is nobody in particular, as callers who hide their number are
/// @param live what is going on now, newest first
/// @param recent what is over, newest first
/// @param lastDay contacts of the last 24 hours
/// @param kept contacts that are still kept here
/// @param more whether there are more than were counted
/// @param lastReasons how the newest ones ended, newest first, without repetition
/// @param calledBack ids of those that were abandoned before a later contact of the customer reached somebody
/// @param lastQueue of the newest contact that is over and was in a queue
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
        ContactView.@Nullable Queue lastQueue) {

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

    private static ContactView.@Nullable Queue lastQueue(Situation.@Nullable Known queued, LearntNames names) {
        var queue = queued == null ? null : ContactView.Queue.of(queued.seen().queue());
        return queue == null ? null : queue.named(names);
    }

    /// Of whom nothing else can be found, because nobody knows who they are.
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

    /// Newest first: a customer who gave up before a later contact reached an agent was called back.
    private static Set<String> calledBack(Situation situation) {
        var called = new HashSet<String>();
        var reached = false;
        for (var known : situation.contacts()) {
            var seen = known.seen();
            if (reached && seen.is(Flag.ABANDONED)) {
                called.add(seen.contactId().value());
            }
            reached |= AbandonedContacts.isReached(seen);
        }
        return Set.copyOf(called);
    }
}
