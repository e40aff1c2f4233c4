package io.contactstatus.contact;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Agents as one agent event each shows them.
public final class Agents {

    private Agents() {}

    /// Of an event that shows no more than this.
    public static Agent of(String agentId, AgentEvent event, Agent.Missed... missed) {
        return of(agentId, event.at(), List.of(event), missed);
    }

    private static Agent of(String agentId, Instant at, List<AgentEvent> events, Agent.Missed... missed) {
        return new Agent(
                agentId, "arn:agent/" + agentId, at, events, null, null, List.of(), List.of(), List.of(missed));
    }

    /// Of a login or logout without snapshots.
    public static Agent bare(String agentId, Instant at, String eventType) {
        return new Agent(
                agentId,
                "arn:agent/" + agentId,
                at,
                List.of(),
                eventType.equals("LOGIN") ? at : null,
                eventType.equals("LOGOUT") ? at : null,
                List.of(),
                List.of(),
                List.of());
    }

    public static AgentEvent event(
            Instant at,
            String id,
            String type,
            @Nullable AgentStatus status,
            @Nullable Long previous,
            Agent.Held... contacts) {
        return new AgentEvent(
                at, id, type, "jane", "Jane", "Doe", status, null, "Basic", List.of(), List.of(contacts), previous);
    }

    public static AgentStatus status(String name, String type, Instant since) {
        return new AgentStatus(name, type, "arn:status", since);
    }

    public static Agent.Held held(String contactId, String state, Instant since) {
        return new Agent.Held(
                new ContactId(contactId), state, since, "VOICE", "INBOUND", "arn:queue", "Billing", since, since);
    }

    /// The event says that these have left with it.
    public static Agent without(Agent seat, String... contactIds) {
        return new Agent(
                seat.agentId(),
                seat.agentArn(),
                seat.at(),
                seat.newest(),
                seat.loggedInAt(),
                seat.lastLogout(),
                Stream.of(contactIds)
                        .map(id -> new Agent.LastHeld(new ContactId(id), seat.at(), true))
                        .toList(),
                seat.begun(),
                seat.missed());
    }

    /// The event dates that state itself.
    public static Agent begun(Agent seat, String contactId, String state) {
        return new Agent(
                seat.agentId(),
                seat.agentArn(),
                seat.at(),
                seat.newest(),
                seat.loggedInAt(),
                seat.lastLogout(),
                seat.lastHeld(),
                List.of(new Agent.Begun(new ContactId(contactId), state, seat.at())),
                seat.missed());
    }
}
