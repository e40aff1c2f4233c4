package io.contactstatus.view;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.dialect.Arns;
import io.contactstatus.names.LearntNames;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The agent of a contact, as the contact shows it; [AgentView] is what the agent's own events show.
@Schema(name = "Agent", description = "The agent it is or was connected to, or at whom it is ringing.")
public record ContactAgentView(
        @Nullable String id,
        @Nullable String arn,
        @Nullable String username,
        @Nullable Instant connectedAt,
        @Nullable Integer interactionSeconds,
        @Nullable Integer holdCount,
        @Nullable Integer holdSeconds,
        @Nullable Instant afterContactWorkStartedAt,
        @Nullable Instant afterContactWorkEndedAt) {

    static @Nullable ContactAgentView of(Snapshot.@Nullable AgentInfo agent) {
        if (agent == null) {
            return null;
        }
        return new ContactAgentView(
                Arns.lastPart(agent.arn()),
                agent.arn(),
                agent.username(),
                agent.connectedAt(),
                agent.interactionSeconds(),
                agent.holdCount(),
                agent.holdSeconds(),
                agent.afterContactWorkStartedAt(),
                agent.afterContactWorkEndedAt());
    }

    ContactAgentView named(LearntNames names) {
        var learnt = username == null ? names.ofAgent(arn) : null;
        return learnt == null
                ? this
                : new ContactAgentView(
                        id,
                        arn,
                        learnt,
                        connectedAt,
                        interactionSeconds,
                        holdCount,
                        holdSeconds,
                        afterContactWorkStartedAt,
                        afterContactWorkEndedAt);
    }
}
