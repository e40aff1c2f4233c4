package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An agent's seat as one agent event shows it. Each event is a complete statement, so the newest one is the truth;
/// only what was missed adds up over all of them, for it leaves the seat again.
///
/// @param agentId the last part of the ARN
/// @param at the event's time
/// @param eventId settles two events of the same millisecond
/// @param hierarchy names of the groups that the agent belongs to, from the top
/// @param missed the newest ones first, and never more than [#MOST_MISSED]
public record Seat(
        String agentId,
        String agentArn,
        Instant at,
        String eventId,
        String eventType,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable Status status,
        @Nullable Status nextStatus,
        @Nullable String routingProfile,
        List<String> hierarchy,
        List<Held> contacts,
        List<Missed> missed)
        implements Comparable<Seat> {

    /// A seat is one small item.
    public static final int MOST_MISSED = 10;

    /// Amazon Connect has five levels.
    private static final int MOST_GROUPS = 5;

    private static final Comparator<Seat> ORDER = Comparator.comparing(Seat::at).thenComparing(Seat::eventId);

    public Seat {
        hierarchy = hierarchy.stream().limit(MOST_GROUPS).map(Bounds::name).toList();
        contacts = List.copyOf(contacts);
        missed = newest(missed.stream());
    }

    /// What the agent has set.
    ///
    /// @param type `ROUTABLE`, `CUSTOM` or `OFFLINE`; older events do not tell
    /// @param since of a next status: when it was chosen
    public record Status(
            String name,
            @Nullable String type,
            @Nullable String arn,
            @Nullable Instant since) {}

    /// A contact at this seat.
    public record Held(
            ContactId contactId,
            String state,
            @Nullable Instant since,
            @Nullable String channel,
            @Nullable String initiationMethod,
            @Nullable String queueArn,
            @Nullable String queueName,
            @Nullable Instant connectedAt,
            @Nullable Instant queuedAt) {

        public boolean inAfterContactWork() {
            return state.equals(AgentState.ENDED);
        }
    }

    /// A contact that rang at this seat until it was given up. Chats and tasks may be missed there more than once.
    public record Missed(Instant at, ContactId contactId) implements Comparable<Missed> {

        private static final Comparator<Missed> ORDER =
                Comparator.comparing(Missed::at).thenComparing(Missed::contactId);

        /// Newest last.
        @Override
        public int compareTo(Missed other) {
            return ORDER.compare(this, other);
        }
    }

    /// What both events together show, in whatever order they come: the newer seat, and what was missed at either.
    public Seat join(Seat other) {
        var newer = compareTo(other) < 0 ? other : this;
        return new Seat(
                newer.agentId,
                newer.agentArn,
                newer.at,
                newer.eventId,
                newer.eventType,
                newer.username,
                newer.firstName,
                newer.lastName,
                newer.status,
                newer.nextStatus,
                newer.routingProfile,
                newer.hierarchy,
                newer.contacts,
                Stream.concat(missed.stream(), other.missed.stream()).toList());
    }

    private static List<Missed> newest(Stream<Missed> missed) {
        return missed.distinct()
                .sorted(Comparator.reverseOrder())
                .limit(MOST_MISSED)
                .toList();
    }

    /// Newest last.
    @Override
    public int compareTo(Seat other) {
        return ORDER.compare(this, other);
    }
}
