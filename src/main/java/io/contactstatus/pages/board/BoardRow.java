package io.contactstatus.pages.board;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.pages.Called;
import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.Span;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CustomerView;
import io.contactstatus.view.QueueView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// A contact as the board shows it, already masked.
///
/// @param phase shown where the group has contacts in several phases
/// @param number the customer's address, else another identifier
/// @param subtype where it says more than the channel
/// @param queue where it is or was last
/// @param queueKey what a filter finds the queue by
/// @param initiation how it began, unless that is the usual way
/// @param rules of Contact Lens that have matched, the newest one first
/// @param cleared the agent has finished, but no end of the contact is known
/// @param waiting time in the queue, of its last visit
/// @param waitingInAll since the customer was queued first, if that was an earlier visit
/// @param state time in the present phase
/// @param whole duration for the customer
/// @param planned when a task is to begin
/// @param staleFrom when it becomes stale without another event
/// @param stoppable whether Amazon Connect takes an order to end it
/// @param version of the contact
record BoardRow(
        String contactId,
        BoardGroup group,
        String status,
        Phase.@Nullable Kind phase,
        @Nullable String number,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable Called queue,
        @Nullable String queueKey,
        @Nullable Called agent,
        @Nullable String initiation,
        boolean callback,
        boolean transferred,
        boolean missed,
        boolean goingBadly,
        @Nullable List<String> rules,
        boolean cleared,
        @Nullable Span waiting,
        @Nullable Span waitingInAll,
        @Nullable Span state,
        @Nullable Span whole,
        @Nullable Instant planned,
        @Nullable Instant staleFrom,
        boolean stoppable,
        long version) {

    static BoardRow of(
            ContactSummaryView contact,
            BoardGroup group,
            @Nullable Instant staleFrom,
            DurationThresholds thresholds,
            QueueNames names,
            Instant now) {
        var queue = contact.queue();
        var agent = contact.agent();
        var flags = contact.flags();
        var cleared = (group == BoardGroup.FLOW || group == BoardGroup.AFTER_WORK)
                && agent != null
                && agent.afterContactWorkEndedAt() != null;
        var waiting = waiting(contact, group, thresholds, now);
        return new BoardRow(
                contact.contactId(),
                group,
                contact.status().name(),
                contact.phase(),
                number(contact.customer()),
                contact.channel(),
                contact.subtypeWord(),
                names.of(queue),
                queue == null ? null : queueKey(queue),
                names.of(agent),
                initiation(contact),
                flags.callback(),
                flags.transferred(),
                flags.missedByAgent(),
                contact.goesBadly(),
                contact.matchedRules(),
                cleared,
                waiting,
                waitingInAll(contact, group, waiting, thresholds, now),
                Span.counting(contact.phaseSince(), now, cleared ? null : group.threshold(thresholds)),
                whole(contact, now),
                contact.phase() == Phase.Kind.SCHEDULED ? contact.timestamps().scheduled() : null,
                staleFrom,
                Snapshot.isStoppable(contact.active(), contact.channel(), contact.initiationMethod()),
                contact.version());
    }

    /// What the rows of a group are sorted by: the whole wait of a waiting customer, else the present phase.
    static @Nullable Instant began(ContactSummaryView contact, BoardGroup group) {
        var queue = contact.queue();
        var since = first(contact.phaseSince(), contact.timestamps().initiated());
        return switch (group) {
            case WAITING -> first(queue == null ? null : queue.waitingSince(), since);
            case CALLBACKS -> first(queue == null ? null : queue.enqueuedAt(), since);
            case PLANNED -> first(contact.timestamps().scheduled(), since);
            case RINGING, CONNECTED, HELD, AFTER_WORK, FLOW, NO_NEWS -> since;
        };
    }

    /// Compared with the filter of a queue.
    static @Nullable String queueKey(QueueView queue) {
        return first(queue.id(), queue.name());
    }

    /// The ended phases of the visit to the queue, and the present one if it is one of them.
    private static @Nullable Span waiting(
            ContactSummaryView contact, BoardGroup group, DurationThresholds thresholds, Instant now) {
        var queue = contact.queue();
        var ended = queue == null ? null : queue.waitSeconds();
        // An agent may also be offered what has left its queue.
        var isWaiting = contact.phase() == Phase.Kind.QUEUE
                || (contact.phase() == Phase.Kind.RINGING && queue != null && queue.dequeuedAt() == null);
        if (isWaiting || group == BoardGroup.CALLBACKS) {
            var limit = group == BoardGroup.CALLBACKS ? thresholds.callback() : thresholds.queue();
            return Span.counting(Span.before(contact.phaseSince(), isWaiting ? ended : null), now, limit);
        }
        return Span.over(ended);
    }

    private static @Nullable Span waitingInAll(
            ContactSummaryView contact,
            BoardGroup group,
            @Nullable Span waiting,
            DurationThresholds thresholds,
            Instant now) {
        var queue = contact.queue();
        if (group != BoardGroup.WAITING || queue == null) {
            return null;
        }
        var all = Span.counting(queue.waitingSince(), now, thresholds.queue());
        return all == null || all.isAs(waiting) ? null : all;
    }

    private static @Nullable Span whole(ContactSummaryView contact, Instant now) {
        var since = Span.wholeSince(contact.phase(), contact.phaseSince(), contact.durationSeconds());
        return since == null ? Span.over(contact.durationSeconds()) : Span.counting(since, now);
    }

    /// Whether both rows of one contact look the same, whenever they were made.
    boolean isAs(BoardRow other) {
        return version == other.version && group == other.group && Objects.equals(queue, other.queue);
    }

    /// The phase, unless the group says it already.
    public Phase.@Nullable Kind told() {
        if (phase == null || group == BoardGroup.NO_NEWS) {
            return phase;
        }
        return switch (phase) {
            case DIALLING, PAUSED, OUTSIDE, CONSULT -> phase;
            case SCHEDULED -> group == BoardGroup.CALLBACKS ? phase : null;
            case FLOW, QUEUE, RINGING, WITH_AGENT, ON_HOLD, AFTER_CONTACT_WORK -> null;
        };
    }

    public boolean isStale() {
        return group == BoardGroup.NO_NEWS;
    }

    static @Nullable String number(@Nullable CustomerView customer) {
        if (customer == null) {
            return null;
        }
        var endpoint = customer.endpoint();
        return Stream.of(endpoint == null ? null : endpoint.address(), customer.identifier(), customer.customerId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// Null for the usual ways, and for what another badge shows.
    private static @Nullable String initiation(ContactSummaryView contact) {
        var method = contact.initiationMethod();
        if (method == null || contact.flags().callback()) {
            return null;
        }
        return switch (method) {
            case "INBOUND", "CALLBACK", "TRANSFER", "QUEUE_TRANSFER" -> null;
            // Chats and tasks always begin so.
            case "API" -> "VOICE".equals(contact.channel()) ? method : null;
            default -> method;
        };
    }

    public String href() {
        return href(contactId);
    }

    /// A plain path: rows are also rendered outside of a request.
    static String href(String contactId) {
        return "/ui/contacts/" + UriUtils.encodePathSegment(contactId, StandardCharsets.UTF_8);
    }

    static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }
}
