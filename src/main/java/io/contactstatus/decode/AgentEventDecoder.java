package io.contactstatus.decode;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.AgentEvent;
import io.contactstatus.contact.ContactId;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads agent events, which are differences: the agent's snapshot before and the current one.
///
/// Both snapshots tell facts about their contacts, so an event makes up for the one before it. What only the
/// difference tells is that a contact has left the agent, and when a state began whose time did not move.
final class AgentEventDecoder {

    private static final FieldName AGENT_ARN = FieldName.of("AgentARN", "AgentArn");
    private static final FieldName EVENT_ID = FieldName.of("EventId");
    private static final FieldName EVENT_TYPE = FieldName.of("EventType");
    private static final FieldName EVENT_TIMESTAMP = FieldName.of("EventTimestamp");
    private static final FieldName CURRENT = FieldName.of("CurrentAgentSnapshot");
    private static final FieldName PREVIOUS = FieldName.of("PreviousAgentSnapshot");

    private final String agentArn;
    private final Instant eventTime;
    private final String eventId;
    private final String eventType;
    private final SnapshotDifference difference;

    private AgentEventDecoder(JsonRecord json, String agentArn, Instant eventTime) {
        this.agentArn = agentArn;
        this.eventTime = eventTime;
        var event = json.fields();
        eventId = json.nameOr(event.text(EVENT_ID));
        eventType = Objects.requireNonNullElse(event.text(EVENT_TYPE), "STATE_CHANGE");
        difference = new SnapshotDifference(
                event.object(CURRENT),
                event.object(PREVIOUS),
                event.has(PREVIOUS),
                eventType.equals("HEART_BEAT"),
                eventTime);
    }

    static boolean isOne(Fields record) {
        return record.has(AGENT_ARN) && (record.has(EVENT_TYPE) || record.has(CURRENT));
    }

    static Decoded decode(JsonRecord json) {
        var event = json.fields();
        var agentArn = event.text(AGENT_ARN);
        if (agentArn == null || !ContactId.isValid(AgentSnapshot.agentId(agentArn))) {
            return json.malformed("agent event without a valid AgentARN");
        }
        var time = event.time(EVENT_TIMESTAMP);
        if (time == null) {
            return json.malformed("agent event without a valid EventTimestamp");
        }
        return new AgentEventDecoder(json, agentArn, time).decoded(json);
    }

    private Decoded decoded(JsonRecord json) {
        var contacts =
                new AgentEventContacts(json.fields(), difference, agentArn, eventTime, eventId, eventType).updates();
        var snapshot = AgentSnapshot.of(difference.current);
        return new Decoded.Update(
                "agent-event",
                contacts,
                agent(snapshot),
                snapshot.queueNames(),
                snapshot.profileQueues(agentArn, eventTime),
                json.bytes());
    }

    /// Some logins and logouts have no snapshot: they tell only that, and leave the agent as it was known.
    private Agent agent(AgentSnapshot snapshot) {
        return new Agent(
                AgentSnapshot.agentId(agentArn),
                agentArn,
                eventTime,
                difference.current.isEmpty() ? List.of() : List.of(shown(snapshot)),
                eventType.equals("LOGIN") ? eventTime : null,
                eventType.equals("LOGOUT") ? eventTime : null,
                gone(),
                begun(),
                missed());
    }

    private AgentEvent shown(AgentSnapshot snapshot) {
        return snapshot.event(
                eventTime,
                eventId,
                eventType,
                difference.tellsContacts() ? difference.now.values() : null,
                difference.previous.isEmpty()
                        ? null
                        : AgentSnapshot.of(difference.previous).digest(difference.before.values()));
    }

    private List<Agent.LastHeld> gone() {
        if (!difference.tellsContacts()) {
            return List.of();
        }
        var gone = new ArrayList<Agent.LastHeld>();
        for (var id : difference.before.keySet()) {
            if (!difference.now.containsKey(id)) {
                gone.add(new Agent.LastHeld(id, eventTime, true));
            }
        }
        return gone;
    }

    private List<Agent.Begun> begun() {
        var begun = new ArrayList<Agent.Begun>();
        for (var is : difference.now.values()) {
            var began = difference.began(difference.before.get(is.id()), is);
            if (began != null && !began.equals(is.since())) {
                begun.add(new Agent.Begun(is.id(), is.state(), eventTime));
            }
        }
        return begun;
    }

    /// The earlier snapshot makes up for the event that was lost.
    private List<Agent.Missed> missed() {
        var missed = new ArrayList<Agent.Missed>();
        for (var contacts : List.of(difference.before, difference.now)) {
            for (var contact : contacts.values()) {
                var was = contact.missed();
                if (was != null) {
                    missed.add(was);
                }
            }
        }
        return missed;
    }
}
