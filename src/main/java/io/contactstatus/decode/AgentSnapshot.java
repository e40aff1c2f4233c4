package io.contactstatus.decode;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.AgentEvent;
import io.contactstatus.contact.AgentStatus;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ProfileQueues;
import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.dialect.Arns;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/// An agent as a snapshot shows it, without the contacts.
record AgentSnapshot(
        Fields configuration,
        @Nullable AgentStatus status,
        @Nullable AgentStatus nextStatus) {

    private static final FieldName CONFIGURATION = FieldName.of("Configuration");
    private static final FieldName USERNAME = FieldName.of("Username");
    private static final FieldName FIRST_NAME = FieldName.of("FirstName");
    private static final FieldName LAST_NAME = FieldName.of("LastName");
    private static final FieldName ROUTING_PROFILE = FieldName.of("RoutingProfile");
    private static final FieldName INBOUND_QUEUES = FieldName.of("InboundQueues");
    private static final FieldName DEFAULT_OUTBOUND_QUEUE = FieldName.of("DefaultOutboundQueue");
    private static final FieldName HIERARCHY_GROUPS = FieldName.of("AgentHierarchyGroups");
    private static final List<FieldName> LEVELS = Stream.of("Level1", "Level2", "Level3", "Level4", "Level5")
            .map(FieldName::of)
            .toList();
    private static final FieldName AGENT_STATUS = FieldName.of("AgentStatus");
    private static final FieldName NEXT_AGENT_STATUS = FieldName.of("NextAgentStatus");
    private static final FieldName NAME = FieldName.of("Name");
    private static final FieldName TYPE = FieldName.of("Type");
    private static final FieldName ARN = FieldName.of("ARN", "Arn");
    private static final FieldName START_TIMESTAMP = FieldName.of("StartTimestamp");
    /// More than a routing profile may have.
    private static final int MOST_QUEUES = 200;

    /// As long as Amazon Connect lets the name of a routing profile be. An instance's id is shorter.
    private static final int LONGEST_NAME = 127;

    /// The documentation called it `EnqueueTimestamp` before 2023.
    private static final FieldName ENQUEUED_TIMESTAMP = FieldName.of("EnqueuedTimestamp", "EnqueueTimestamp");

    static AgentSnapshot of(Fields snapshot) {
        return new AgentSnapshot(
                snapshot.object(CONFIGURATION),
                status(snapshot.object(AGENT_STATUS), START_TIMESTAMP),
                status(snapshot.object(NEXT_AGENT_STATUS), ENQUEUED_TIMESTAMP));
    }

    /// @param contacts null where the snapshot does not tell of them
    /// @param previous digest of the snapshot before; null where there was none
    AgentEvent event(
            Instant at,
            String eventId,
            String eventType,
            @Nullable Collection<SnapshotContact> contacts,
            @Nullable Long previous) {
        return new AgentEvent(
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
                contacts == null ? null : held(contacts),
                previous);
    }

    long digest(Collection<SnapshotContact> contacts) {
        return AgentEvent.digest(status, held(contacts));
    }

    private static List<Agent.Held> held(Collection<SnapshotContact> contacts) {
        var held = new ArrayList<Agent.Held>(contacts.size());
        for (var contact : contacts) {
            held.add(contact.held());
        }
        return held;
    }

    /// Of the queues that the agent works for, by ARN. An agent's own queue has no name.
    Map<String, String> queueNames() {
        var profile = configuration.object(ROUTING_PROFILE);
        var names = new HashMap<String, String>();
        if (profile.get(INBOUND_QUEUES) instanceof ArrayNode queues) {
            for (var index = 0; index < Math.min(MOST_QUEUES, queues.size()); index++) {
                learn(names, Fields.of(queues.get(index)));
            }
        }
        learn(names, profile.object(DEFAULT_OUTBOUND_QUEUE));
        return names;
    }

    /// Null where the snapshot does not tell for which queues the agent is.
    @Nullable
    ProfileQueues profileQueues(String agentArn, Instant at) {
        var profile = configuration.object(ROUTING_PROFILE);
        var instanceId = Arns.lastPart(Arns.instanceOf(agentArn));
        var name = profile.text(NAME);
        if (instanceId == null
                || name == null
                || !ContactId.isValid(instanceId)
                || Math.max(name.length(), instanceId.length()) > LONGEST_NAME
                || !(profile.get(INBOUND_QUEUES) instanceof ArrayNode queues)) {
            return null;
        }
        var ids = new HashSet<String>();
        var names = new HashMap<String, String>();
        for (var index = 0; index < Math.min(MOST_QUEUES, queues.size()); index++) {
            var queue = Fields.of(queues.get(index));
            var arn = queue.text(ARN);
            var id = Arns.lastPart(arn);
            if (id != null && ContactId.isValid(id) && !QueueDeparture.isOfAgent(arn)) {
                ids.add(id);
                var called = queue.text(NAME);
                if (called != null && called.length() <= LONGEST_NAME) {
                    names.put(id, called);
                }
            }
        }
        return new ProfileQueues(instanceId, name, at, ids, names);
    }

    private static void learn(Map<String, String> names, Fields queue) {
        var arn = queue.text(ARN);
        var name = queue.text(NAME);
        if (arn != null && name != null) {
            names.put(arn, name);
        }
    }

    private List<String> hierarchy() {
        var groups = configuration.object(HIERARCHY_GROUPS);
        if (groups.isEmpty()) {
            return List.of();
        }
        return LEVELS.stream()
                .map(level -> groups.object(level).text(NAME))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable AgentStatus status(Fields status, FieldName since) {
        var name = status.text(NAME);
        return name == null ? null : new AgentStatus(name, status.text(TYPE), status.text(ARN), status.time(since));
    }

    /// The last part of the ARN. Agents' ids are formed as those of contacts are.
    static String agentId(String agentArn) {
        return agentArn.substring(agentArn.lastIndexOf('/') + 1);
    }
}
