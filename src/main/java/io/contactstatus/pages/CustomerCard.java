package io.contactstatus.pages;

import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.ContactView;
import io.contactstatus.view.Situation;
import io.contactstatus.view.Veil;
import java.util.List;
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
/// @param more whether there are more than were counted
/// @param lastQueue of the newest contact that is over and was in a queue
public record CustomerCard(
        String contactId,
        @Nullable String identifier,
        List<ContactSummaryView> live,
        @Nullable ContactSummaryView pendingCallback,
        List<ContactSummaryView> recent,
        int lastDay,
        boolean more,
        ContactView.@Nullable Queue lastQueue) {

    private static final int RECENT = 5;

    static CustomerCard of(String contactId, String identifier, Situation situation, int counted, Veil veil) {
        var pending = situation.pendingCallback();
        var queued = situation.lastQueued();
        return new CustomerCard(
                contactId,
                veil == Veil.LIFTED ? identifier : Veil.hidden(identifier),
                situation.active().stream().map(known -> known.summary(veil)).toList(),
                pending == null ? null : pending.summary(veil),
                situation.contacts().stream()
                        .filter(known -> !known.seen().active())
                        .limit(RECENT)
                        .map(known -> known.summary(veil))
                        .toList(),
                situation.contactsLast24Hours(),
                situation.contacts().size() >= counted && situation.contactsLast24Hours() >= counted,
                queued == null ? null : ContactView.Queue.of(queued.seen().queue()));
    }

    /// Of whom nothing else can be found, because nobody knows who they are.
    static CustomerCard ofNobody(String contactId) {
        return new CustomerCard(contactId, null, List.of(), null, List.of(), 0, false, null);
    }
}
