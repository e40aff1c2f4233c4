package io.contactstatus.simulator;

import io.contactstatus.simulator.SimulatedInstance.Queue;
import io.contactstatus.simulator.SimulatedInstance.SimulatedStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An agent at work: status and contacts as the agent's own desktop shows them.
///
/// Lives longer than a story. Its snapshot is kept as text, because every event says the snapshot before once
/// more.
final class SimulatedAgent {

    private static final int VOICE_SLOTS = 1;
    private static final int CHAT_SLOTS = 3;
    private static final int TASK_SLOTS = 5;

    private final int number;
    private final String id;
    private final String firstName;
    private final String lastName;
    private final List<AgentContact> contacts = new ArrayList<>();

    private SimulatedStatus status = SimulatedStatus.OFFLINE;
    private Instant statusSince;
    private @Nullable SimulatedStatus nextStatus;
    private @Nullable Instant nextStatusSince;
    private @Nullable String snapshot;

    /// When the agent's latest event happened.
    Instant lastEvent;
    /// When the agent's latest event went out. One agent's events keep their order.
    Instant lastEmitted;
    /// When the agent's last story ended.
    Instant idleSince;

    SimulatedAgent(int number, String id, String firstName, String lastName, Instant since) {
        this.number = number;
        this.id = id;
        this.firstName = firstName;
        this.lastName = lastName;
        this.statusSince = since;
        this.lastEvent = since;
        this.lastEmitted = since;
        this.idleSince = since;
    }

    int number() {
        return number;
    }

    String id() {
        return id;
    }

    String arn() {
        return SimulatedInstance.ARN + "/agent/" + id;
    }

    /// Unique, because two agents may share a name.
    String username() {
        return (firstName + "." + lastName).toLowerCase(Locale.ROOT) + number;
    }

    /// What the last event said; absent before the agent has logged in.
    @Nullable
    String snapshot() {
        return snapshot;
    }

    void changeTo(SimulatedStatus changed, Instant at) {
        status = changed;
        statusSince = at;
        nextStatus = null;
        nextStatusSince = null;
    }

    void planNext(SimulatedStatus planned, Instant at) {
        nextStatus = planned;
        nextStatusSince = at;
    }

    void show(SimulatedLeg leg, String state, Instant since) {
        clear(leg);
        contacts.add(new AgentContact(leg, state, since));
    }

    void clear(SimulatedLeg leg) {
        contacts.removeIf(contact -> contact.leg() == leg);
    }

    /// Takes a new snapshot.
    String photograph() {
        var taken = Json.text(this::writeSnapshot);
        snapshot = taken;
        return taken;
    }

    private void writeSnapshot(Json json) {
        json.object("AgentStatus", this::writeStatus);
        writeNextStatus(json);
        json.object("Configuration", this::writeConfiguration);
        json.objects("Contacts", contacts, (member, contact) -> contact.write(member));
    }

    private void writeStatus(Json json) {
        json.put("ARN", status.arn())
                .put("Name", status.word())
                .millis("StartTimestamp", statusSince)
                .put("Type", status.type());
    }

    private void writeNextStatus(Json json) {
        var planned = nextStatus;
        if (planned == null) {
            json.put("NextAgentStatus", (String) null);
            return;
        }
        json.object(
                "NextAgentStatus",
                member -> member.put("ARN", planned.arn())
                        .put("Name", planned.word())
                        .millis("EnqueuedTimestamp", nextStatusSince));
    }

    private void writeConfiguration(Json json) {
        json.object("AgentHierarchyGroups", member -> writeHierarchy(member, "Name"))
                .put("FirstName", firstName)
                .put("LastName", lastName)
                .objects("Proficiencies", List.of(), (member, none) -> {})
                .object("RoutingProfile", this::writeRoutingProfile)
                .put("Username", username());
    }

    /// @param name the member that holds a group's name: not all sources call it the same
    void writeHierarchy(Json json, String name) {
        var groups = SimulatedInstance.groupsOf(this);
        for (var level = 0; level < groups.size(); level++) {
            var group = groups.get(level);
            json.object(
                    "Level" + (level + 1),
                    member -> member.put("ARN", group.arn()).put(name, group.name()));
        }
    }

    private void writeRoutingProfile(Json json) {
        var profile = SimulatedInstance.routingProfileOf(this);
        json.put("ARN", profile.arn())
                .objects("Concurrency", List.of(SimulatedLeg.Channel.values()), this::writeConcurrency)
                .object("DefaultOutboundQueue", member -> writeQueue(member, SimulatedInstance.SPECIALISTS))
                .objects("InboundQueues", inboundQueues(), SimulatedAgent::writeQueue)
                .put("Name", profile.name());
    }

    private List<Queue> inboundQueues() {
        var queues = new ArrayList<Queue>(SimulatedInstance.QUEUES);
        queues.add(SimulatedInstance.SPECIALISTS);
        queues.addFirst(SimulatedInstance.personalQueueOf(this));
        return queues;
    }

    private void writeConcurrency(Json json, SimulatedLeg.Channel channel) {
        var most = switch (channel) {
            case VOICE -> VOICE_SLOTS;
            case CHAT -> CHAT_SLOTS;
            case TASK -> TASK_SLOTS;
        };
        var taken = contacts.stream()
                .filter(contact -> contact.leg().channel == channel)
                .count();
        json.put("AvailableSlots", Math.max(0, most - taken))
                .put("Channel", channel.inAgentEvents())
                .put("MaximumSlots", most);
    }

    private static void writeQueue(Json json, Queue queue) {
        json.put("ARN", queue.arn())
                .strings("Channels", List.of("VOICE", "CHAT", "TASKS"))
                .put("Name", queue.name());
    }

    /// A contact as the agent's desktop shows it.
    private record AgentContact(
            SimulatedLeg leg,
            String state,
            Instant since,
            @Nullable Instant connected) {

        AgentContact(SimulatedLeg leg, String state, Instant since) {
            this(leg, state, since, leg.connectedToAgent);
        }

        void write(Json json) {
            var queue = leg.queue;
            json.put("Channel", leg.channel.inAgentEvents())
                    .millis("ConnectedToAgentTimestamp", connected)
                    .put("ContactId", leg.contactId)
                    .put("InitialContactId", leg.initialContactId())
                    .put("InitiationMethod", leg.initiationMethod);
            if (queue == null) {
                json.put("Queue", (String) null);
            } else {
                json.object("Queue", member -> member.put("ARN", queue.arn()).put("Name", queue.name()));
            }
            json.millis("QueueTimestamp", leg.enqueued).put("State", state).millis("StateStartTimestamp", since);
        }
    }
}
