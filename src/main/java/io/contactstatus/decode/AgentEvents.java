package io.contactstatus.decode;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.AgentEvent;
import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.dialect.Fields;
import io.contactstatus.dialect.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads agent events, which are differences: the agent's seat as it was and as it is.
///
/// Both snapshots tell facts about their contacts, so an event makes up for the one before it. What only the
/// difference tells is that a contact has left the seat, and when a state began whose time did not move. All
/// stamps that a repetition would repeat are the contact's own times and never the event's: otherwise each
/// heart beat would change every contact it repeats.
final class AgentEvents {

    private static final Key AGENT_ARN = Key.of("AgentARN", "AgentArn");
    private static final Key INSTANCE_ARN = Key.of("InstanceARN", "InstanceArn");
    private static final Key EVENT_ID = Key.of("EventId");
    private static final Key EVENT_TYPE = Key.of("EventType");
    private static final Key EVENT_TIMESTAMP = Key.of("EventTimestamp");
    private static final Key CURRENT = Key.of("CurrentAgentSnapshot");
    private static final Key PREVIOUS = Key.of("PreviousAgentSnapshot");
    private static final Key CONTACTS = Key.of("Contacts");
    private static final Key CONFIGURATION = Key.of("Configuration");
    private static final Key USERNAME = Key.of("Username");

    private final Fields event;
    private final String agentArn;
    private final Instant eventTime;
    private final String eventId;
    private final String eventType;
    private final Fields current;
    private final Map<ContactId, SnapshotContact> before;
    private final Map<ContactId, SnapshotContact> now;

    private AgentEvents(Piece piece, String agentArn, Instant eventTime) {
        this.agentArn = agentArn;
        this.eventTime = eventTime;
        event = piece.fields();
        eventId = piece.nameOr(event.text(EVENT_ID));
        eventType = Objects.requireNonNullElse(event.text(EVENT_TYPE), "STATE_CHANGE");
        current = event.object(CURRENT);
        before = contacts(event.object(PREVIOUS));
        now = contacts(current);
    }

    static boolean isOne(Fields record) {
        return record.has(AGENT_ARN) && (record.has(EVENT_TYPE) || record.has(CURRENT));
    }

    static Decoded decode(Piece piece) {
        var event = piece.fields();
        var agentArn = event.text(AGENT_ARN);
        if (agentArn == null || !ContactId.isValid(AgentSnapshot.agentId(agentArn))) {
            return piece.malformed("agent event without a valid AgentARN");
        }
        var time = event.time(EVENT_TIMESTAMP);
        if (time == null) {
            return piece.malformed("agent event without a valid EventTimestamp");
        }
        var read = new AgentEvents(piece, agentArn, time);
        var snapshot = AgentSnapshot.of(read.current);
        return new Decoded.Said(
                "agent-event", read.contacts(), read.seat(snapshot), snapshot.queueNames(), piece.bytes());
    }

    /// Some logins and logouts have no snapshot: they tell only that, and leave the seat as it was known.
    private Agent seat(AgentSnapshot snapshot) {
        return new Agent(
                AgentSnapshot.agentId(agentArn),
                agentArn,
                eventTime,
                current.isEmpty() ? List.of() : List.of(shown(snapshot)),
                eventType.equals("LOGIN") ? eventTime : null,
                eventType.equals("LOGOUT") ? eventTime : null,
                gone(),
                begun(),
                missed());
    }

    private AgentEvent shown(AgentSnapshot snapshot) {
        var previous = event.object(PREVIOUS);
        return snapshot.event(
                eventTime,
                eventId,
                eventType,
                tellsContacts() ? now.values() : null,
                previous.isEmpty() ? null : AgentSnapshot.of(previous).digest(before.values()));
    }

    private boolean tellsContacts() {
        return current.get(CONTACTS) instanceof ArrayNode;
    }

    private List<Agent.LastHeld> gone() {
        if (!tellsContacts()) {
            return List.of();
        }
        return before.keySet().stream()
                .filter(id -> !now.containsKey(id))
                .map(id -> new Agent.LastHeld(id, eventTime, true))
                .toList();
    }

    private List<Agent.Begun> begun() {
        return now.values().stream()
                .filter(is -> {
                    var began = began(before.get(is.id()), is);
                    return began != null && !began.equals(is.since());
                })
                .map(is -> new Agent.Begun(is.id(), is.state(), eventTime))
                .toList();
    }

    /// Null where the event does not tell since when the contact is in its state.
    private @Nullable Instant began(@Nullable SnapshotContact was, SnapshotContact is) {
        var compared = event.has(PREVIOUS) && (was == null || !was.state().equals(is.state()));
        return compared ? is.begunSince(was, eventTime) : is.repeatedSince();
    }

    /// The earlier snapshot makes up for the event that was lost.
    private List<Agent.Missed> missed() {
        return Stream.concat(before.values().stream(), now.values().stream())
                .map(SnapshotContact::missed)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Decoded.About> contacts() {
        var ids = new LinkedHashSet<>(now.keySet());
        ids.addAll(before.keySet());
        var all = new ArrayList<Decoded.About>(ids.size());
        for (var id : ids) {
            all.add(about(id));
        }
        return all;
    }

    private Decoded.About about(ContactId id) {
        var was = before.get(id);
        var is = now.get(id);
        var facts = Facts.about(id, Source.AGENT_EVENT);
        var began = is == null ? null : began(was, is);
        if (is != null && !changed(was, is)) {
            return quiet(tell(facts, is, began, current));
        }
        if (was != null) {
            tell(facts, was, was.repeatedSince(), event.object(PREVIOUS));
        }
        if (is != null) {
            tell(facts, is, began, current);
            return began == null && is.since() != null
                    ? quiet(facts)
                    : heard(facts, is, is.state(), began == null ? eventTime : began);
        }
        return left(facts, Objects.requireNonNull(was));
    }

    private Decoded.About left(Facts facts, SnapshotContact last) {
        var end = stateAfterLeaving(last);
        return end == null ? quiet(facts) : heard(facts.agentState(end, eventTime, agentArn), last, end, eventTime);
    }

    private boolean changed(@Nullable SnapshotContact was, SnapshotContact is) {
        if (was == null) {
            // A heart beat that carries no earlier snapshot has nothing to compare with.
            return event.has(PREVIOUS) || !eventType.equals("HEART_BEAT");
        }
        return !was.state().equals(is.state()) || !Objects.equals(was.since(), is.since());
    }

    /// Null when leaving adds nothing to the state, or when the event does not tell who is at the seat now.
    private @Nullable String stateAfterLeaving(SnapshotContact last) {
        if (!tellsContacts()) {
            return null;
        }
        return switch (last.state()) {
            case "ENDED", "CONNECTED", "CONNECTED_ONHOLD", "PAUSED" -> AgentState.CLEARED;
            case "INCOMING", "PENDING", "CONNECTING" -> AgentState.RELEASED;
            default -> null;
        };
    }

    private static Decoded.About quiet(Facts facts) {
        return new Decoded.About(facts.toContact(), List.of());
    }

    private Decoded.About heard(Facts facts, SnapshotContact contact, String state, Instant at) {
        var detail =
                JsonNodeFactory.instance.objectNode().setAll(contact.fields().tree());
        detail.put("AgentARN", agentArn).put("EventType", eventType).put("EventId", eventId);
        var username = username();
        if (username != null) {
            detail.put("Username", username);
        }
        var entry = new HistoryEntry(
                contact.id(), at, Source.AGENT_EVENT, state, summary(state), eventId, new Piece.Tree(detail));
        return new Decoded.About(facts.heardAt(at).toContact(), List.of(entry));
    }

    /// The one personal word of an agent that the API shows to everybody; else a history names agents by their
    /// ARNs.
    private @Nullable String username() {
        var now = current.object(CONFIGURATION).text(USERNAME);
        return now == null ? event.object(PREVIOUS).object(CONFIGURATION).text(USERNAME) : now;
    }

    private Facts tell(Facts facts, SnapshotContact contact, @Nullable Instant began, Fields snapshot) {
        var since = contact.sinceOr(eventTime);
        var queueAt = contact.queued() == null ? since : contact.queued();
        facts.agentState(contact.state(), began, agentArn)
                .seenAt(contact.queued())
                .seenAt(contact.connected())
                .instance(event.text(INSTANCE_ARN), since)
                .channel(contact.channel(), since)
                .initiationMethod(contact.initiationMethod())
                .initialContact(contact.initialContact())
                .queue(contact.queueArn(), queueAt)
                .named(contact.queueArn(), contact.queueName(), queueAt)
                .named(agentArn, snapshot.object(CONFIGURATION).text(USERNAME), since);
        if (contact.queued() != null) {
            facts.enqueued(Moment.exact(contact.queued()), contact.queueArn());
        }
        agent(facts, contact, since);
        return facts;
    }

    private void agent(Facts facts, SnapshotContact contact, Instant since) {
        if (contact.connected() != null) {
            facts.connectedToAgent(Moment.exact(contact.connected())).agent(agentArn, contact.connected());
            return;
        }
        switch (contact.state()) {
            case "INCOMING", "PENDING", "CONNECTING" -> facts.offeredTo(agentArn, since);
            case "CONNECTED", "CONNECTED_ONHOLD", "PAUSED" -> facts.agent(agentArn, since);
            default -> {}
        }
    }

    private static Map<ContactId, SnapshotContact> contacts(Fields snapshot) {
        if (!(snapshot.get(CONTACTS) instanceof ArrayNode all)) {
            return Map.of();
        }
        var contacts = new LinkedHashMap<ContactId, SnapshotContact>();
        for (var each : all.values()) {
            var contact = SnapshotContact.of(Fields.of(each));
            // One without an id cannot be told apart from another.
            if (contact != null) {
                contacts.put(contact.id(), contact);
            }
        }
        return contacts;
    }

    private static String summary(String state) {
        return switch (state) {
            case "INCOMING", "PENDING" -> "Callback offered to an agent";
            case "CONNECTING" -> "Ringing at an agent";
            case "CONNECTED" -> "Connected with an agent";
            case "CONNECTED_ONHOLD" -> "Put on hold by the agent";
            case "PAUSED" -> "Paused by the agent";
            case "MISSED" -> "Missed by the agent";
            case "REJECTED" -> "Rejected by the agent";
            case "ERROR" -> "Failed to reach the agent";
            case "ENDED" -> "After-contact work began";
            case AgentState.CLEARED -> "Cleared by the agent";
            case AgentState.RELEASED -> "Stopped ringing at the agent";
            default -> "Another state at the agent";
        };
    }
}
