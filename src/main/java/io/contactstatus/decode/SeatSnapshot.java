package io.contactstatus.decode;

import io.contactstatus.contact.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An agent's seat as a snapshot shows it, its contacts apart.
record SeatSnapshot(Fields configuration, Seat.@Nullable Status status, Seat.@Nullable Status nextStatus) {

    private static final Key CONFIGURATION = Key.of("Configuration");
    private static final Key USERNAME = Key.of("Username");
    private static final Key FIRST_NAME = Key.of("FirstName");
    private static final Key LAST_NAME = Key.of("LastName");
    private static final Key ROUTING_PROFILE = Key.of("RoutingProfile");
    private static final Key HIERARCHY_GROUPS = Key.of("AgentHierarchyGroups");
    private static final List<Key> LEVELS = Stream.of("Level1", "Level2", "Level3", "Level4", "Level5")
            .map(Key::of)
            .toList();
    private static final Key AGENT_STATUS = Key.of("AgentStatus");
    private static final Key NEXT_AGENT_STATUS = Key.of("NextAgentStatus");
    private static final Key NAME = Key.of("Name");
    private static final Key TYPE = Key.of("Type");
    private static final Key ARN = Key.of("ARN", "Arn");
    private static final Key START_TIMESTAMP = Key.of("StartTimestamp");
    /// The documentation called it `EnqueueTimestamp` before 2023.
    private static final Key ENQUEUED_TIMESTAMP = Key.of("EnqueuedTimestamp", "EnqueueTimestamp");

    /// @param snapshot empty after some logouts: the agent is offline then
    static SeatSnapshot of(Fields snapshot, Instant at) {
        var status = snapshot.isEmpty()
                ? new Seat.Status("Offline", "OFFLINE", null, at)
                : status(snapshot.object(AGENT_STATUS), START_TIMESTAMP);
        return new SeatSnapshot(
                snapshot.object(CONFIGURATION), status, status(snapshot.object(NEXT_AGENT_STATUS), ENQUEUED_TIMESTAMP));
    }

    /// @param missed what was missed there as far as the event shows, before or now
    Seat seat(
            String agentArn,
            Instant at,
            String eventId,
            String eventType,
            List<SeatedContact> contacts,
            List<Seat.Missed> missed) {
        return new Seat(
                agentId(agentArn),
                agentArn,
                at,
                eventId,
                eventType,
                configuration.text(USERNAME),
                configuration.text(FIRST_NAME),
                configuration.text(LAST_NAME),
                status,
                nextStatus,
                configuration.object(ROUTING_PROFILE).text(NAME),
                hierarchy(),
                contacts.stream().map(SeatedContact::held).toList(),
                missed);
    }

    private List<String> hierarchy() {
        var groups = configuration.object(HIERARCHY_GROUPS);
        return LEVELS.stream()
                .map(level -> groups.object(level).text(NAME))
                .filter(Objects::nonNull)
                .toList();
    }

    private static Seat.@Nullable Status status(Fields status, Key since) {
        var name = status.text(NAME);
        return name == null ? null : new Seat.Status(name, status.text(TYPE), status.text(ARN), status.time(since));
    }

    /// The last part of the ARN. Agents' ids are formed as those of contacts are.
    static String agentId(String agentArn) {
        return agentArn.substring(agentArn.lastIndexOf('/') + 1);
    }
}
