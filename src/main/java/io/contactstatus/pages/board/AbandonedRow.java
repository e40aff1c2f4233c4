package io.contactstatus.pages.board;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.pages.Called;
import io.contactstatus.pages.Span;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// An abandoned contact as the board shows it.
///
/// @param subtype where it says more than the channel
/// @param where the customer was when they left
/// @param attempts how often the customer gave up
/// @param since the name of the [FollowUp]
/// @param tried how often they were called since without being reached
/// @param callBack what was agreed about calling the customer back
record AbandonedRow(
        String contactId,
        @Nullable String number,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable Called queue,
        Instant at,
        @Nullable Span waited,
        Snapshot.Abandonment.Place where,
        int attempts,
        String since,
        int tried,
        AgreedCallBack callBack) {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    static AbandonedRow of(
            AbandonedContacts.FollowedUp followedUp, QueueNames names, Veil veil, AgreedCallBack.Viewer viewer) {
        var abandoned = followedUp.abandoned();
        var contact = abandoned.contact().under(veil);
        return new AbandonedRow(
                contact.contactId(),
                BoardRow.number(contact.customer()),
                contact.channel(),
                contact.subtypeWord(),
                names.of(contact.queue()),
                abandoned.at(),
                Span.over(abandoned.abandonment().seconds()),
                abandoned.abandonment().place(),
                followedUp.attempts(),
                followedUp.followUp().name(),
                followedUp.tried(),
                AgreedCallBack.of(followedUp.callBack(), followedUp.followUp(), viewer));
    }

    public String href() {
        return BoardRow.href(contactId);
    }

    public String utc() {
        return utc(at);
    }

    static String utc(Instant moment) {
        return UTC.format(moment);
    }
}
