package io.contactstatus.view;

import io.contactstatus.contact.Agent;
import io.contactstatus.dialect.Arns;
import io.contactstatus.masking.Veil;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent as agent events show it: status, contacts and missed contacts.
@Schema(name = "LiveAgent", description = "An agent as all agent events together show it.")
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

        @Schema(description = "When the agent was last heard of with a contact.") @Nullable
        Instant lastContactAt,

        @Schema(description = "What the agent has chosen to be next.") @Nullable
        String nextStatus,

        @Nullable String routingProfile,

        @Schema(description = "Names of the hierarchy groups that the agent belongs to, from the top.")
        List<String> hierarchy,

        @Schema(description = "Of when this is.") Instant lastEventAt,
        List<Held> contacts,

        @Schema(description = "Contacts that the agent let ring, newest first, at most ten.")
        List<Missed> missed) {

    /// The store keeps no more; older ones are dropped.
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

    /// The instance that the agent is of.
    public @Nullable String instanceId() {
        return Arns.lastPart(Arns.instanceOf(arn));
    }

    public static AgentView of(Agent agent, Veil veil) {
        var shown = agent.shown();
        var status = shown == null ? null : shown.status();
        var next = shown == null ? null : shown.nextStatus();
        var loggedOutAt = agent.loggedOutAt();
        return new AgentView(
                agent.agentId(),
                agent.agentArn(),
                agent.username(),
                shown == null ? null : veil.over(shown.firstName()),
                shown == null ? null : veil.over(shown.lastName()),
                status == null ? null : status.name(),
                agent.statusType(),
                loggedOutAt == null,
                loggedOutAt,
                status == null ? null : status.since(),
                agent.lastHeld().stream()
                        .map(Agent.LastHeld::at)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                next == null ? null : next.name(),
                shown == null ? null : shown.routingProfile(),
                shown == null ? List.of() : shown.hierarchy(),
                agent.at(),
                agent.contacts().stream().map(Held::of).toList(),
                agent.missed().stream().map(Missed::of).toList());
    }

    /// Masks an unmasked view for a caller.
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
                lastContactAt,
                nextStatus,
                routingProfile,
                hierarchy,
                lastEventAt,
                contacts,
                missed);
    }
}
