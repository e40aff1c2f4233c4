package io.contactstatus.view;

import io.contactstatus.contact.Agent;
import io.contactstatus.dialect.Arns;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent's seat.
@Schema(name = "AgentSeat", description = "An agent as all agent events together show it.")
public record AgentView(
        String agentId,
        String arn,
        @Nullable String username,

        @Schema(description = "Masked without the scope pii:read.") @Nullable
        String firstName,

        @Schema(description = "Masked without the scope pii:read.") @Nullable
        String lastName,

        @Schema(description = "What the agent has set, by its name.") @Nullable
        String status,

        @Schema(
                description =
                        "ROUTABLE, CUSTOM or OFFLINE. OFFLINE for an agent who has logged out, whatever status says.")
        @Nullable
        String statusType,

        @Schema(description = "False from a LOGOUT until a later LOGIN, or a status that was begun later.")
        boolean loggedIn,

        @Schema(description = "Absent while the agent is logged in.") @Nullable
        Instant loggedOutAt,

        @Nullable Instant since,

        @Schema(description = "What the agent has chosen to be next.") @Nullable
        String nextStatus,

        @Nullable String routingProfile,

        @Schema(description = "Names of the hierarchy groups that the agent belongs to, from the top.")
        List<String> hierarchy,

        @Schema(description = "Of when this is.") Instant lastEventAt,
        List<Held> contacts,

        @Schema(description = "Contacts that the agent let ring, newest first, at most ten.")
        List<Missed> missed) {

    /// As many as a seat keeps: there may have been more.
    public static final int MOST_MISSED = Agent.MOST_MISSED;

    @Schema(name = "AgentMissed")
    public record Missed(String contactId, Instant at) {

        static Missed of(Agent.Missed missed) {
            return new Missed(missed.contactId().value(), missed.at());
        }
    }

    @Schema(name = "AgentContact")
    public record Held(
            String contactId,

            @Schema(description = "CONNECTING, CONNECTED, CONNECTED_ONHOLD, ENDED (after-contact work), MISSED, …")
            String state,

            @Nullable Instant since,
            @Nullable String channel,
            @Nullable String initiationMethod,
            @Nullable HeldQueue queue,
            @Nullable Instant queuedAt,
            @Nullable Instant connectedAt) {

        static Held of(Agent.Held held) {
            return new Held(
                    held.contactId().value(),
                    held.state(),
                    held.since(),
                    held.channel(),
                    held.initiationMethod(),
                    HeldQueue.of(held),
                    held.queuedAt(),
                    held.connectedAt());
        }
    }

    @Schema(name = "AgentQueue")
    public record HeldQueue(
            @Nullable String id,
            @Nullable String arn,
            @Nullable String name) {

        static @Nullable HeldQueue of(Agent.Held held) {
            if (held.queueArn() == null && held.queueName() == null) {
                return null;
            }
            return new HeldQueue(Arns.lastPart(held.queueArn()), held.queueArn(), held.queueName());
        }
    }

    public static AgentView of(Agent seat, Veil veil) {
        var shown = seat.shown();
        var status = shown == null ? null : shown.status();
        var next = shown == null ? null : shown.nextStatus();
        var loggedOutAt = seat.loggedOutAt();
        return new AgentView(
                seat.agentId(),
                seat.agentArn(),
                seat.username(),
                shown == null ? null : veil.over(shown.firstName()),
                shown == null ? null : veil.over(shown.lastName()),
                status == null ? null : status.name(),
                seat.statusType(),
                loggedOutAt == null,
                loggedOutAt,
                status == null ? null : status.since(),
                next == null ? null : next.name(),
                shown == null ? null : shown.routingProfile(),
                shown == null ? List.of() : shown.hierarchy(),
                seat.at(),
                seat.contacts().stream().map(Held::of).toList(),
                seat.missed().stream().map(Missed::of).toList());
    }

    /// A lifted one as it is shown to somebody else.
    public AgentView under(Veil veil) {
        if (veil == Veil.LIFTED) {
            return this;
        }
        return new AgentView(
                agentId,
                arn,
                username,
                veil.over(firstName),
                veil.over(lastName),
                status,
                statusType,
                loggedIn,
                loggedOutAt,
                since,
                nextStatus,
                routingProfile,
                hierarchy,
                lastEventAt,
                contacts,
                missed);
    }
}
