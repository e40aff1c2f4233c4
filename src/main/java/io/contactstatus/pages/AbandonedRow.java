package io.contactstatus.pages;

import io.contactstatus.view.Veil;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Somebody who gave up, as the board shows it.
///
/// @param where in what they were: FLOW, QUEUE, RINGING
/// @param since what became of them
record AbandonedRow(
        String contactId,
        @Nullable String number,
        @Nullable String channel,
        @Nullable String queue,
        Instant at,
        @Nullable Span waited,
        @Nullable String where,
        String since) {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    static AbandonedRow of(AbandonedContacts.Abandoned abandoned, QueueNames names, Veil veil) {
        var contact = abandoned.contact().under(veil);
        var queue = contact.queue();
        var where = abandoned.where();
        return new AbandonedRow(
                contact.contactId(),
                BoardRow.number(contact.customer()),
                contact.channel(),
                queue == null ? null : names.shown(queue.id(), queue.name()),
                abandoned.at(),
                Span.over(abandoned.seconds()),
                where == null ? null : where.name(),
                abandoned.since().name());
    }

    public String href() {
        return BoardRow.href(contactId);
    }

    public String utc() {
        return UTC.format(at);
    }
}
