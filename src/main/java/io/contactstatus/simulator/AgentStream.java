package io.contactstatus.simulator;

import io.contactstatus.simulator.Instance.AgentStatus;
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

    void login(Agent seat, Instant at) {
        seat.changeTo(AgentStatus.OFFLINE, at);
        emit(seat, "LOGIN", at, null, seat.photograph());
    }

    void status(Agent seat, AgentStatus status, Instant at) {
        heartbeatsBefore(seat, at);
        var before = seat.snapshot();
        seat.changeTo(status, at);
        emit(seat, STATE_CHANGE, at, before, seat.photograph());
    }

    void planNext(Agent seat, AgentStatus status, Instant at) {
        heartbeatsBefore(seat, at);
        var before = seat.snapshot();
        seat.planNext(status, at);
        emit(seat, STATE_CHANGE, at, before, seat.photograph());
    }

    /// The contact is now in this state on the agent's desktop.
    void contact(Agent seat, Leg leg, String state, Instant at) {
        heartbeatsBefore(seat, at);
        var before = seat.snapshot();
        seat.show(leg, state, at);
        emit(seat, STATE_CHANGE, at, before, seat.photograph());
    }

    /// The contact is gone from the agent's desktop.
    void cleared(Agent seat, Leg leg, Instant at) {
        heartbeatsBefore(seat, at);
        var before = seat.snapshot();
        seat.clear(leg);
        emit(seat, STATE_CHANGE, at, before, seat.photograph());
    }

    void logout(Agent seat, Instant at) {
        status(seat, AgentStatus.OFFLINE, at);
        var leaving = pace.after(at, 200);
        emit(seat, "LOGOUT", leaving, seat.snapshot(), seat.photograph());
    }

    void heartbeatsBefore(Agent seat, Instant moment) {
        var snapshot = seat.snapshot();
        if (snapshot == null) {
            return;
        }
        for (var due = nextHeartbeat(seat); due.isBefore(moment); due = nextHeartbeat(seat)) {
            emit(seat, "HEART_BEAT", due, snapshot, snapshot);
        }
    }

    /// Whoever was idle between two stories did give heartbeats, even if nobody asked to hear them.
    void forgetHeartbeatsBefore(Agent seat, Instant moment) {
        for (var due = nextHeartbeat(seat); due.isBefore(moment); due = nextHeartbeat(seat)) {
            seat.lastEvent = due;
        }
    }

    private Instant nextHeartbeat(Agent seat) {
        return pace.after(seat.lastEvent, HEARTBEAT_MILLIS);
    }

    private void emit(Agent seat, String type, Instant at, @Nullable String previous, String current) {
        var payload = Json.bytes(json -> json.put("AWSAccountId", Instance.ACCOUNT)
                .put("AgentARN", seat.arn())
                .raw("CurrentAgentSnapshot", current)
                .put("EventId", dice.uuid())
                .millis("EventTimestamp", at)
                .put("EventType", type)
                .put("InstanceARN", Instance.ARN)
                .raw("PreviousAgentSnapshot", previous)
                .put("Version", "2017-10-01"));
        var emitted = pace.after(at, dice.between(30, 300));
        seat.lastEvent = at;
        seat.lastEmitted = emitted.isAfter(seat.lastEmitted) ? emitted : seat.lastEmitted.plusMillis(1);
        records.add(new SimulatedRecord(seat.lastEmitted, RecordKind.AGENT_EVENT, seat.arn(), payload));
    }
}
