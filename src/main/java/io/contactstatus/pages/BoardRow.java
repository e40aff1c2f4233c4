package io.contactstatus.pages;

import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.ContactView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// A contact as the board shows it, already under the viewer's veil.
///
/// @param number the customer's address, or whatever else they are known by
/// @param queue its name, or the beginning of its id as long as that is not known
/// @param queueKey what a filter finds the queue by
/// @param initiation how it began, where that is worth saying
/// @param cleared the agent has finished with it, though it is not known to be over
/// @param waiting time in the queue
/// @param state time in the present state
/// @param whole since it began
/// @param heard when something was last heard of it
/// @param quiet so many seconds after that it is doubted
/// @param stale whether it is already
/// @param order rows with smaller ones are above
record BoardRow(
        String contactId,
        Group group,
        String status,
        @Nullable String number,
        @Nullable String channel,
        @Nullable String queue,
        @Nullable String queueKey,
        @Nullable String agent,
        @Nullable String initiation,
        boolean callback,
        boolean transferred,
        boolean missed,
        boolean cleared,
        @Nullable Span waiting,
        @Nullable Span state,
        @Nullable Span whole,
        @Nullable Instant heard,
        long quiet,
        boolean stale,
        long order) {

    /// Whose time is not known is below all others. Small enough for a browser to be exact about.
    private static final long LAST = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

    static BoardRow of(ContactSummaryView contact, Group group, BoardProperties limits, QueueNames names, Instant now) {
        var queue = contact.queue();
        var agent = contact.agent();
        var flags = contact.flags();
        var began = began(contact, group);
        var heard = contact.timestamps().lastEvent();
        var quiet = "VOICE".equals(contact.channel())
                ? limits.stale().voice()
                : limits.stale().others();
        var cleared = group == Group.AFTER_WORK && agent != null && agent.afterContactWorkEndedAt() != null;
        return new BoardRow(
                contact.contactId(),
                group,
                contact.status().name(),
                number(contact.customer()),
                contact.channel(),
                queue == null ? null : names.shown(queue.id(), queue.name()),
                queue == null ? null : first(queue.id(), queue.name()),
                agent == null ? null : first(agent.username(), agent.id()),
                initiation(contact),
                flags.callback(),
                flags.transferred(),
                flags.missedByAgent(),
                cleared,
                waiting(contact, group, limits, now),
                cleared ? Span.counting(began, now) : Span.counting(began, now, limits.of(group)),
                contact.active()
                        ? Span.counting(contact.timestamps().initiated(), now)
                        : Span.over(contact.durationSeconds()),
                heard,
                quiet.toSeconds(),
                heard != null && heard.plus(quiet).isBefore(now),
                began == null ? LAST : began.toEpochMilli());
    }

    /// What the rows of a group are ordered by, and what is coloured when it becomes long.
    static @Nullable Instant began(ContactSummaryView contact, Group group) {
        var queue = contact.queue();
        var enqueued = queue == null ? null : queue.enqueuedAt();
        var initiated = contact.timestamps().initiated();
        return switch (group) {
            case WAITING, CALLBACKS -> first(enqueued, first(contact.statusSince(), initiated));
            case RINGING, CONNECTED, HELD, AFTER_WORK, FLOW -> first(contact.statusSince(), initiated);
        };
    }

    private static @Nullable Span waiting(
            ContactSummaryView contact, Group group, BoardProperties limits, Instant now) {
        if (group == Group.WAITING || group == Group.CALLBACKS) {
            return Span.counting(began(contact, group), now, limits.of(group));
        }
        var queue = contact.queue();
        if (queue == null) {
            return null;
        }
        return queue.waitSeconds() == null
                ? Span.counting(queue.enqueuedAt(), now, limits.queue())
                : Span.over(queue.waitSeconds());
    }

    static @Nullable String number(ContactView.@Nullable Customer customer) {
        if (customer == null) {
            return null;
        }
        var endpoint = customer.endpoint();
        return Stream.of(endpoint == null ? null : endpoint.address(), customer.identifier(), customer.customerId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// Neither what most are, nor what another badge says.
    private static @Nullable String initiation(ContactSummaryView contact) {
        var method = contact.initiationMethod();
        if (method == null) {
            return null;
        }
        return switch (method) {
            case "INBOUND", "CALLBACK", "TRANSFER", "QUEUE_TRANSFER" -> null;
            // As chats and tasks begin.
            case "API" -> "VOICE".equals(contact.channel()) ? method : null;
            default -> method;
        };
    }

    public String href() {
        return href(contactId);
    }

    /// A plain path, because rows are also made where there is no request.
    static String href(String contactId) {
        return "/ui/contacts/" + UriUtils.encodePathSegment(contactId, StandardCharsets.UTF_8);
    }

    static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }
}
