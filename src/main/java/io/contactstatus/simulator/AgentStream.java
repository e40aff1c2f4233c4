package io.contactstatus.simulator;

import io.contactstatus.simulator.SimulatedInstance.SimulatedStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells what happens to agents, as snapshot diffs: each event repeats the snapshot that the agent's event
/// before it ended with. An agent of whom there is nothing to tell gives a heartbeat every 120 seconds.
final class AgentStream {

    private static final long HEARTBEAT_MILLIS = 120_000;
    private static final String STATE_CHANGE = "STATE_CHANGE";

    private final Dice dice;
    private final Pace pace;
    private final List<SimulatedRecord> records;

    AgentStream(Dice dice, Pace pace, List<SimulatedRecord> records) {
        this.dice = dice;
        this.pace = pace;
        this.records = records;
    }

    void login(SimulatedAgent agent, Instant at) {
        agent.changeTo(SimulatedStatus.OFFLINE, at);
        emit(agent, "LOGIN", at, null, agent.photograph());
    }

    void status(SimulatedAgent agent, SimulatedStatus status, Instant at) {
        heartbeatsBefore(agent, at);
        var before = agent.snapshot();
        agent.changeTo(status, at);
        emit(agent, STATE_CHANGE, at, before, agent.photograph());
    }

    void planNext(SimulatedAgent agent, SimulatedStatus status, Instant at) {
        heartbeatsBefore(agent, at);
        var before = agent.snapshot();
        agent.planNext(status, at);
        emit(agent, STATE_CHANGE, at, before, agent.photograph());
    }

    /// The contact is now in this state on the agent's desktop.
    void contact(SimulatedAgent agent, SimulatedLeg leg, String state, Instant at) {
        heartbeatsBefore(agent, at);
        var before = agent.snapshot();
        agent.show(leg, state, at);
        emit(agent, STATE_CHANGE, at, before, agent.photograph());
    }

    /// The contact is gone from the agent's desktop.
    void cleared(SimulatedAgent agent, SimulatedLeg leg, Instant at) {
        heartbeatsBefore(agent, at);
        var before = agent.snapshot();
        agent.clear(leg);
        emit(agent, STATE_CHANGE, at, before, agent.photograph());
    }

    void logout(SimulatedAgent agent, Instant at) {
        status(agent, SimulatedStatus.OFFLINE, at);
        var leaving = pace.after(at, 200);
        emit(agent, "LOGOUT", leaving, agent.snapshot(), agent.photograph());
    }

    void heartbeatsBefore(SimulatedAgent agent, Instant moment) {
        var snapshot = agent.snapshot();
        if (snapshot == null) {
            return;
        }
        for (var due = nextHeartbeat(agent); due.isBefore(moment); due = nextHeartbeat(agent)) {
            emit(agent, "HEART_BEAT", due, snapshot, snapshot);
        }
    }

    /// Agents gave heartbeats also while they were idle between two stories.
    void forgetHeartbeatsBefore(SimulatedAgent agent, Instant moment) {
        for (var due = nextHeartbeat(agent); due.isBefore(moment); due = nextHeartbeat(agent)) {
            agent.lastEvent = due;
        }
    }

    private Instant nextHeartbeat(SimulatedAgent agent) {
        return pace.after(agent.lastEvent, HEARTBEAT_MILLIS);
    }

    private void emit(SimulatedAgent agent, String type, Instant at, @Nullable String previous, String current) {
        var payload = Json.bytes(json -> json.put("AWSAccountId", SimulatedInstance.ACCOUNT)
                .put("AgentARN", agent.arn())
                .raw("CurrentAgentSnapshot", current)
                .put("EventId", dice.uuid())
                .millis("EventTimestamp", at)
                .put("EventType", type)
                .put("InstanceARN", SimulatedInstance.ARN)
                .raw("PreviousAgentSnapshot", previous)
                .put("Version", "2017-10-01"));
        var emitted = pace.after(at, dice.between(30, 300));
        agent.lastEvent = at;
        agent.lastEmitted = emitted.isAfter(agent.lastEmitted) ? emitted : agent.lastEmitted.plusMillis(1);
        records.add(new SimulatedRecord(agent.lastEmitted, RecordKind.AGENT_EVENT, agent.arn(), payload));
    }
}
