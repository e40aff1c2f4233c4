package io.contactstatus.pages.board;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.pages.Span;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// An abandoned contact as the board shows it.
///
/// @param subtype where it says more than the channel
/// @param where the customer was when they left
/// @param since the name of the [FollowUp]
/// @param callBack what was agreed about calling the customer back
record AbandonedRow(
        String contactId,
        @Nullable String number,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable String queue,
        Instant at,
        @Nullable Span waited,
        Snapshot.Abandonment.Place where,
        String since,
        AgreedCallBack callBack) {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    static AbandonedRow of(
            AbandonedContacts.FollowedUp followedUp, QueueNames names, Veil veil, AgreedCallBack.Viewer viewer) {
        var abandoned = followedUp.abandoned();
        var contact = abandoned.contact().under(veil);
        var queue = contact.queue();
        return new AbandonedRow(
                contact.contactId(),
                BoardRow.number(contact.customer()),
                contact.channel(),
                contact.subtypeWord(),
                queue == null ? null : names.shown(queue.id(), queue.name()),
                abandoned.at(),
                Span.over(abandoned.abandonment().seconds()),
                abandoned.abandonment().place(),
                followedUp.followUp().name(),
                AgreedCallBack.of(contact.callBack(), followedUp.followUp(), viewer));
    }

    public String href() {
        return BoardRow.href(contactId);
    }

    public String utc() {
        return UTC.format(at);
    }
}
