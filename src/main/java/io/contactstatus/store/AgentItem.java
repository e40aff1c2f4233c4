package io.contactstatus.store;

import static io.contactstatus.store.Attributes.bytes;
import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.put;
import static io.contactstatus.store.Attributes.required;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.AgentEvent;
import io.contactstatus.contact.ContactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An agent as an item of `AgentSeat`.
final class AgentItem {

    static final String REVISION = "Revision";

    private static final String MISSED = "Missed";
    private static final String ARN = "Agent_Arn";
    private static final String SHOWN_AT = "Shown_At";
    private static final String SAME_MOMENT = "Same_Moment";
    private static final String LOGGED_IN_AT = "Logged_In_At";
    private static final String LOGGED_OUT_AT = "Logged_Out_At";
    private static final String LAST_HELD = "Held";
    private static final String BEGUN = "Begun";

    /// By what a write recognises that the item is still as it was read.
    static final Map<String, String> AT = Map.of("#at", AgentEventItem.EVENT_AT);
    static final Map<String, String> EDITION =
            Map.of("#at", AgentEventItem.EVENT_AT, "#event", AgentEventItem.EVENT_ID, "#revision", REVISION);

    private static final int BUCKETS = 4;

    private AgentItem() {}

    static int bucketOf(String agentId) {
        return Math.floorMod(agentId.hashCode(), BUCKETS);
    }

    static int buckets() {
        return BUCKETS;
    }

    static Map<String, AttributeValue> key(String agentId) {
        return key(bucketOf(agentId), agentId);
    }

    static Map<String, AttributeValue> key(int bucket, String agentId) {
        return Map.of(Tables.SEAT_BUCKET, text(Integer.toString(bucket)), Tables.AGENT_ID, text(agentId));
    }

    static Map<String, AttributeValue> event(Agent agent) {
        var shown = agent.shown();
        return Map.of(":at", number(agent.at().toEpochMilli()), ":event", text(shown == null ? "" : shown.eventId()));
    }

    static Map<String, AttributeValue> of(Agent agent, long revision, Instant expiresAt) {
        var item = new HashMap<>(key(agent.agentId()));
        var arns = SharedArns.of(agent.agentArn());
        var shown = agent.shown();
        item.put(REVISION, number(revision));
        item.put(Tables.EXPIRY, number(expiresAt.getEpochSecond()));
        put(item, ARN, agent.agentArn());
        item.put(AgentEventItem.EVENT_ID, text(""));
        if (shown != null) {
            AgentEventItem.put(item, shown, arns);
        }
        item.put(AgentEventItem.EVENT_AT, number(agent.at().toEpochMilli()));
        if (shown != null && !shown.at().equals(agent.at())) {
            put(item, SHOWN_AT, shown.at());
        }
        if (agent.newest().size() > 1) {
            item.put(SAME_MOMENT, AttributeValue.fromL(sameMoment(agent, arns)));
        }
        put(item, LOGGED_IN_AT, agent.loggedInAt());
        put(item, LOGGED_OUT_AT, agent.lastLogout());
        var lastHeld = lastHeld(agent);
        if (!lastHeld.isEmpty()) {
            item.put(LAST_HELD, bytes(AgentContactTimes.lastHeld(lastHeld)));
        }
        if (!agent.begun().isEmpty()) {
            item.put(BEGUN, bytes(AgentContactTimes.begun(agent.begun())));
        }
        if (!agent.missed().isEmpty()) {
            item.put(MISSED, AttributeValue.fromSs(missed(agent)));
        }
        return Attributes.bounded(item);
    }

    /// What the events themselves tell need not be said again: an agent is to fit into one write unit.
    private static List<Agent.LastHeld> lastHeld(Agent agent) {
        var told = new Agent(
                        agent.agentId(),
                        agent.agentArn(),
                        agent.at(),
                        agent.newest(),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of())
                .lastHeld();
        return agent.lastHeld().stream().filter(last -> !told.contains(last)).toList();
    }

    private static List<AttributeValue> sameMoment(Agent agent, SharedArns arns) {
        return agent.newest().stream()
                .filter(event -> !event.equals(agent.shown()))
                .map(event -> {
                    var map = new HashMap<String, AttributeValue>();
                    AgentEventItem.put(map, event, arns);
                    return AttributeValue.fromM(map);
                })
                .toList();
    }

    static Agent read(Map<String, AttributeValue> item) {
        var arn = orEmpty(text(item, ARN));
        var arns = SharedArns.of(arn);
        return new Agent(
                required(item, Tables.AGENT_ID).s(),
                arn,
                Instant.ofEpochMilli(number(item, AgentEventItem.EVENT_AT)),
                events(item, arns),
                Attributes.instant(item, LOGGED_IN_AT),
                Attributes.instant(item, LOGGED_OUT_AT),
                AgentContactTimes.lastHeld(Attributes.bytes(item, LAST_HELD)),
                AgentContactTimes.begun(Attributes.bytes(item, BEGUN)),
                missed(item).stream().map(AgentItem::missed).toList());
    }

    private static List<AgentEvent> events(Map<String, AttributeValue> item, SharedArns arns) {
        var events = new ArrayList<AgentEvent>();
        if (!required(item, AgentEventItem.EVENT_ID).s().isEmpty()) {
            var at = Attributes.instant(item, SHOWN_AT);
            events.add(AgentEventItem.read(
                    item, at == null ? Instant.ofEpochMilli(number(item, AgentEventItem.EVENT_AT)) : at, arns));
        }
        var others = item.get(SAME_MOMENT);
        if (others != null) {
            for (var other : others.l()) {
                events.add(AgentEventItem.read(
                        other.m(), Instant.ofEpochMilli(number(other.m(), AgentEventItem.EVENT_AT)), arns));
            }
        }
        return events;
    }

    /// The time first, so that they are sorted as they happened.
    private static List<String> missed(Agent agent) {
        return agent.missed().stream()
                .map(missed -> "%019d#%s".formatted(missed.at().toEpochMilli(), missed.contactId()))
                .toList();
    }

    private static List<String> missed(Map<String, AttributeValue> item) {
        var missed = item.get(MISSED);
        return missed == null ? List.of() : missed.ss();
    }

    private static Agent.Missed missed(String text) {
        var end = text.indexOf('#');
        return new Agent.Missed(
                Instant.ofEpochMilli(Long.parseLong(text.substring(0, end))), new ContactId(text.substring(end + 1)));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
