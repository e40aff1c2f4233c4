package io.contactstatus.pages;

import io.contactstatus.contact.Phase;
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
/// @param phase whose word is shown where the group has contacts of several
/// @param number the customer's address, or whatever else they are known by
/// @param subtype where it says more than the channel
/// @param queue its name, or the beginning of its id as long as that is not known
/// @param queueKey what a filter finds the queue by
/// @param initiation how it began, where that is worth saying
/// @param cleared the agent has finished with it, though it is not known to be over
/// @param waiting time in the queue, of its last visit
/// @param waitingInAll since the customer was queued first, where that was another visit
/// @param state time in the present phase
/// @param whole the customer's time
/// @param planned when a task is to begin
/// @param staleFrom from when on it is doubted, unless something is heard before
/// @param version of the contact
record BoardRow(
        String contactId,
        Group group,
        String status,
        Phase.@Nullable Kind phase,
        @Nullable String number,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable String queue,
        @Nullable String queueKey,
        @Nullable String agent,
        @Nullable String initiation,
        boolean callback,
        boolean transferred,
        boolean missed,
        boolean cleared,
        @Nullable Span waiting,
        @Nullable Span waitingInAll,
        @Nullable Span state,
        @Nullable Span whole,
        @Nullable Instant planned,
        @Nullable Instant staleFrom,
        long version) {

    static BoardRow of(
            ContactSummaryView contact,
            Group group,
            @Nullable Instant staleFrom,
            BoardProperties limits,
            QueueNames names,
            Instant now) {
        var queue = contact.queue();
        var agent = contact.agent();
        var flags = contact.flags();
        var cleared = (group == Group.FLOW || group == Group.AFTER_WORK)
                && agent != null
                && agent.afterContactWorkEndedAt() != null;
        var waiting = waiting(contact, group, limits, now);
        return new BoardRow(
                contact.contactId(),
                group,
                contact.status().name(),
                contact.phase(),
                number(contact.customer()),
                contact.channel(),
                contact.subtypeWord(),
                queue == null ? null : names.shown(queue.id(), queue.name()),
                queue == null ? null : queueKey(queue),
                agent == null ? null : first(first(agent.username(), names.ofAgent(agent.id())), agent.id()),
                initiation(contact),
                flags.callback(),
                flags.transferred(),
                flags.missedByAgent(),
                cleared,
                waiting,
                waitingInAll(contact, group, waiting, limits, now),
                Span.counting(contact.phaseSince(), now, cleared ? null : limits.of(group)),
                whole(contact, now),
                contact.phase() == Phase.Kind.SCHEDULED ? contact.timestamps().scheduled() : null,
                staleFrom,
                contact.version());
    }

    /// What the rows of a group are ordered by: for who waits the whole wait, for all others the present phase.
    static @Nullable Instant began(ContactSummaryView contact, Group group) {
        var queue = contact.queue();
        var since = first(contact.phaseSince(), contact.timestamps().initiated());
        return switch (group) {
            case WAITING -> first(queue == null ? null : queue.waitingSince(), since);
            case CALLBACKS -> first(queue == null ? null : queue.enqueuedAt(), since);
            case PLANNED -> first(contact.timestamps().scheduled(), since);
            case RINGING, CONNECTED, HELD, AFTER_WORK, FLOW, NO_NEWS -> since;
        };
    }

    /// What a filter finds a queue by.
    static @Nullable String queueKey(ContactView.Queue queue) {
        return first(queue.id(), queue.name());
    }

    /// The phases of the visit that have ended, and the present one if that is one of them.
    private static @Nullable Span waiting(
            ContactSummaryView contact, Group group, BoardProperties limits, Instant now) {
        var queue = contact.queue();
        var ended = queue == null ? null : queue.waitSeconds();
        // An agent may also be offered what has left its queue.
        var isWaiting = contact.phase() == Phase.Kind.QUEUE
                || (contact.phase() == Phase.Kind.RINGING && queue != null && queue.dequeuedAt() == null);
        if (isWaiting || group == Group.CALLBACKS) {
            var limit = group == Group.CALLBACKS ? limits.callback() : limits.queue();
            return Span.counting(Span.before(contact.phaseSince(), isWaiting ? ended : null), now, limit);
        }
        return Span.over(ended);
    }

    private static @Nullable Span waitingInAll(
            ContactSummaryView contact, Group group, @Nullable Span waiting, BoardProperties limits, Instant now) {
        var queue = contact.queue();
        if (group != Group.WAITING || queue == null) {
            return null;
        }
        var all = Span.counting(queue.waitingSince(), now, limits.queue());
        return all == null || all.isAs(waiting) ? null : all;
    }

    private static @Nullable Span whole(ContactSummaryView contact, Instant now) {
        var since = Span.wholeSince(contact.phase(), contact.phaseSince(), contact.durationSeconds());
        return since == null ? Span.over(contact.durationSeconds()) : Span.counting(since, now);
    }

    /// Whether this one looks like another one of the same contact, whenever they were made.
    boolean isAs(BoardRow other) {
        return version == other.version && group == other.group && Objects.equals(queue, other.queue);
    }

    /// What its group alone does not tell.
    public Phase.@Nullable Kind told() {
        if (phase == null || group == Group.NO_NEWS) {
            return phase;
        }
        return switch (phase) {
            case DIALLING, PAUSED, OUTSIDE, CONSULT -> phase;
            case SCHEDULED -> group == Group.CALLBACKS ? phase : null;
            case FLOW, QUEUE, RINGING, WITH_AGENT, ON_HOLD, AFTER_CONTACT_WORK -> null;
        };
    }

    public boolean isStale() {
        return group == Group.NO_NEWS;
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
        if (method == null || contact.flags().callback()) {
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
