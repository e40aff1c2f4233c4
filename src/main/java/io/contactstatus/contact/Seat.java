package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent's seat as one agent event shows it. Each event is a complete statement, so the newest one is the truth.
///
/// @param agentId the last part of the ARN
/// @param at the event's time
/// @param eventId settles two events of the same millisecond
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
        List<Held> contacts)
        implements Comparable<Seat> {

    private static final Comparator<Seat> ORDER = Comparator.comparing(Seat::at).thenComparing(Seat::eventId);

    public Seat {
        contacts = List.copyOf(contacts);
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

    /// Newest last.
    @Override
    public int compareTo(Seat other) {
        return ORDER.compare(this, other);
    }
}
