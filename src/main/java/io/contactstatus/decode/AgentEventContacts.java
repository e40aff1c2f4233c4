package io.contactstatus.decode;

import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// What an agent event tells of the agent's contacts: the state of each, and the end of those that are gone.
///
/// All stamps that a repetition would repeat are the contact's own times and never the event's: otherwise each
/// heartbeat would change every contact it repeats.
final class AgentEventContacts {

    private static final FieldName INSTANCE_ARN = FieldName.of("InstanceARN", "InstanceArn");
    private static final FieldName CONFIGURATION = FieldName.of("Configuration");
    private static final FieldName USERNAME = FieldName.of("Username");

    private final SnapshotDifference difference;
    private final String agentArn;
    private final Instant eventTime;
    private final String eventId;
    private final String eventType;
    private final @Nullable String instanceArn;

    AgentEventContacts(
            Fields event,
            SnapshotDifference difference,
            String agentArn,
            Instant eventTime,
            String eventId,
            String eventType) {
        this.difference = difference;
        this.agentArn = agentArn;
        this.eventTime = eventTime;
        this.eventId = eventId;
        this.eventType = eventType;
        instanceArn = event.text(INSTANCE_ARN);
    }

    List<Decoded.ContactUpdate> updates() {
        var ids = new LinkedHashSet<>(difference.now.keySet());
        ids.addAll(difference.before.keySet());
        var all = new ArrayList<Decoded.ContactUpdate>(ids.size());
        for (var id : ids) {
            all.add(about(id));
        }
        return all;
    }

    private Decoded.ContactUpdate about(ContactId id) {
        var was = difference.before.get(id);
        var is = difference.now.get(id);
        var facts = Facts.about(id, Source.AGENT_EVENT);
        var began = is == null ? null : difference.began(was, is);
        if (is != null && !difference.changed(was, is)) {
            return quiet(tell(facts, is, began, difference.current));
        }
        if (was != null) {
            tell(facts, was, was.repeatedSince(), difference.previous);
        }
        if (is != null) {
            tell(facts, is, began, difference.current);
            return began == null && is.since() != null
                    ? quiet(facts)
                    : heard(facts, is, is.state(), began == null ? eventTime : began);
        }
        return left(facts, Objects.requireNonNull(was));
    }

    private Decoded.ContactUpdate left(Facts facts, SnapshotContact last) {
        var end = stateAfterLeaving(last);
        return end == null ? quiet(facts) : heard(facts.agentState(end, eventTime, agentArn), last, end, eventTime);
    }

    /// Null when leaving adds nothing to the state, or when the event does not tell which contacts the agent
    /// has now.
    private @Nullable String stateAfterLeaving(SnapshotContact last) {
        if (!difference.tellsContacts()) {
            return null;
        }
        return switch (last.state()) {
            case "ENDED", "CONNECTED", "CONNECTED_ONHOLD", "PAUSED" -> AgentState.CLEARED;
            case "INCOMING", "PENDING", "CONNECTING" -> AgentState.RELEASED;
            default -> null;
        };
    }

    private Decoded.ContactUpdate quiet(Facts facts) {
        return new Decoded.ContactUpdate(facts.testimony(eventTime), List.of());
    }

    private Decoded.ContactUpdate heard(Facts facts, SnapshotContact contact, String state, Instant at) {
        var entry = new HistoryEntry(
                contact.id(), at, Source.AGENT_EVENT, state, summary(state), eventId, () -> detail(contact));
        return new Decoded.ContactUpdate(facts.heardAt(at).testimony(eventTime), List.of(entry));
    }

    private String detail(SnapshotContact contact) {
        var detail =
                JsonNodeFactory.instance.objectNode().setAll(contact.fields().tree());
        detail.put("AgentARN", agentArn).put("EventType", eventType).put("EventId", eventId);
        var username = username();
        if (username != null) {
            detail.put("Username", username);
        }
        return detail.toString();
    }

    /// The API shows an agent's username without a permission for personal data; without it a history would name
    /// agents by their ARNs.
    private @Nullable String username() {
        var now = difference.current.object(CONFIGURATION).text(USERNAME);
        return now == null ? difference.previous.object(CONFIGURATION).text(USERNAME) : now;
    }

    private Facts tell(Facts facts, SnapshotContact contact, @Nullable Instant began, Fields snapshot) {
        var since = contact.sinceOr(eventTime);
        var queueAt = contact.queued() == null ? since : contact.queued();
        facts.agentState(contact.state(), began, agentArn)
                .seenAt(contact.queued())
                .seenAt(contact.connected())
                .instance(instanceArn, since)
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
