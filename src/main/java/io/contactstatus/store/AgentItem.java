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

/// An agent's seat as an item of `AgentSeat`.
final class AgentItem {

    static final String REVISION = "Revision";

    private static final String EVENT_AT = "Event_At";
    private static final String EVENT_ID = "Event_Id";
    private static final String MISSED = "Missed";
    private static final String ARN = "Agent_Arn";
    private static final String EVENT_TYPE = "Event_Type";
    private static final String USERNAME = "Username";
    private static final String FIRST_NAME = "First_Name";
    private static final String LAST_NAME = "Last_Name";
    private static final String ROUTING_PROFILE = "Routing_Profile";
    private static final String HIERARCHY = "Hierarchy";
    private static final String STATUS = "Status";
    private static final String NEXT_STATUS = "Next_Status";
    private static final String CONTACTS = "Contacts";
    private static final String SNAPSHOT_BEFORE = "Before";
    private static final String SHOWN_AT = "Shown_At";
    private static final String SAME_MOMENT = "Same_Moment";
    private static final String LOGGED_IN_AT = "Logged_In_At";
    private static final String LOGGED_OUT_AT = "Logged_Out_At";
    private static final String LAST_HELD = "Held";
    private static final String BEGUN = "Begun";

    /// Stands for the part of ARNs that they share with the agent's.
    private static final String SAME = "~";

    /// What the item is told by to be still as it was read.
    static final Map<String, String> AT = Map.of("#at", EVENT_AT);
    static final Map<String, String> EDITION = Map.of("#at", EVENT_AT, "#event", EVENT_ID, "#revision", REVISION);

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

    static Map<String, AttributeValue> event(Agent seat) {
        var shown = seat.shown();
        return Map.of(":at", number(seat.at().toEpochMilli()), ":event", text(shown == null ? "" : shown.eventId()));
    }

    static Map<String, AttributeValue> of(Agent seat, long revision, Instant expiresAt) {
        var item = new HashMap<>(key(seat.agentId()));
        var arns = SharedArns.of(seat.agentArn());
        var shown = seat.shown();
        item.put(REVISION, number(revision));
        item.put(Tables.EXPIRY, number(expiresAt.getEpochSecond()));
        put(item, ARN, seat.agentArn());
        item.put(EVENT_ID, text(""));
        if (shown != null) {
            event(item, shown, arns);
        }
        item.put(EVENT_AT, number(seat.at().toEpochMilli()));
        if (shown != null && !shown.at().equals(seat.at())) {
            put(item, SHOWN_AT, shown.at());
        }
        if (seat.newest().size() > 1) {
            item.put(SAME_MOMENT, AttributeValue.fromL(sameMoment(seat, arns)));
        }
        put(item, LOGGED_IN_AT, seat.loggedInAt());
        put(item, LOGGED_OUT_AT, seat.lastLogout());
        var lastHeld = lastHeld(seat);
        if (!lastHeld.isEmpty()) {
            item.put(LAST_HELD, bytes(AgentContactTimes.lastHeld(lastHeld)));
        }
        if (!seat.begun().isEmpty()) {
            item.put(BEGUN, bytes(AgentContactTimes.begun(seat.begun())));
        }
        if (!seat.missed().isEmpty()) {
            item.put(MISSED, AttributeValue.fromSs(missed(seat)));
        }
        return Attributes.bounded(item);
    }

    /// What the events themselves tell need not be said again: a seat is to fit into one write unit.
    private static List<Agent.LastHeld> lastHeld(Agent seat) {
        var told = new Agent(
                        seat.agentId(),
                        seat.agentArn(),
                        seat.at(),
                        seat.newest(),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of())
                .lastHeld();
        return seat.lastHeld().stream().filter(last -> !told.contains(last)).toList();
    }

    private static List<AttributeValue> sameMoment(Agent seat, SharedArns arns) {
        return seat.newest().stream()
                .filter(event -> !event.equals(seat.shown()))
                .map(event -> {
                    var map = new HashMap<String, AttributeValue>();
                    event(map, event, arns);
                    return AttributeValue.fromM(map);
                })
                .toList();
    }

    private static void event(Map<String, AttributeValue> item, AgentEvent event, SharedArns arns) {
        item.put(EVENT_AT, number(event.at().toEpochMilli()));
        item.put(EVENT_ID, text(event.eventId()));
        put(item, EVENT_TYPE, event.eventType());
        put(item, USERNAME, event.username());
        put(item, FIRST_NAME, event.firstName());
        put(item, LAST_NAME, event.lastName());
        put(item, ROUTING_PROFILE, event.routingProfile());
        if (!event.hierarchy().isEmpty()) {
            item.put(
                    HIERARCHY,
                    AttributeValue.fromL(
                            event.hierarchy().stream().map(Attributes::text).toList()));
        }
        status(item, STATUS, event.status(), arns);
        status(item, NEXT_STATUS, event.nextStatus(), arns);
        if (event.contacts() != null) {
            item.put(
                    CONTACTS,
                    AttributeValue.fromL(event.contacts().stream()
                            .map(held -> AttributeValue.fromM(of(held, arns)))
                            .toList()));
        }
        if (event.previous() != null) {
            item.put(SNAPSHOT_BEFORE, number(event.previous()));
        }
    }

    private static void status(
            Map<String, AttributeValue> item, String name, Agent.@Nullable Status status, SharedArns arns) {
        if (status != null) {
            var map = new HashMap<String, AttributeValue>();
            put(map, "Name", status.name());
            put(map, "Type", status.type());
            put(map, "Arn", arns.shortened(status.arn()));
            put(map, "Since", status.since());
            item.put(name, AttributeValue.fromM(map));
        }
    }

    private static Map<String, AttributeValue> of(Agent.Held held, SharedArns arns) {
        var map = new HashMap<String, AttributeValue>();
        put(map, "ContactId", held.contactId().value());
        put(map, "State", held.state());
        put(map, "Since", held.since());
        put(map, "Channel", held.channel());
        put(map, "InitiationMethod", held.initiationMethod());
        put(map, "QueueArn", arns.shortened(held.queueArn()));
        put(map, "QueueName", held.queueName());
        put(map, "ConnectedAt", held.connectedAt());
        put(map, "QueuedAt", held.queuedAt());
        return map;
    }

    /// ARNs of the same instance as the agent's, cut to what is different.
    private record SharedArns(String instance) {

        static SharedArns of(String agentArn) {
            return new SharedArns(agentArn.substring(0, Math.max(agentArn.indexOf("/agent/"), 0)));
        }

        @Nullable
        String shortened(@Nullable String arn) {
            return arn == null || instance.isEmpty() || !arn.startsWith(instance)
                    ? arn
                    : SAME + arn.substring(instance.length());
        }

        @Nullable
        String whole(@Nullable String arn) {
            return arn == null || !arn.startsWith(SAME) ? arn : instance + arn.substring(SAME.length());
        }
    }

    static Agent read(Map<String, AttributeValue> item) {
        var arn = orEmpty(text(item, ARN));
        var arns = SharedArns.of(arn);
        return new Agent(
                required(item, Tables.AGENT_ID).s(),
                arn,
                Instant.ofEpochMilli(number(item, EVENT_AT)),
                events(item, arns),
                Attributes.instant(item, LOGGED_IN_AT),
                Attributes.instant(item, LOGGED_OUT_AT),
                AgentContactTimes.lastHeld(Attributes.bytes(item, LAST_HELD)),
                AgentContactTimes.begun(Attributes.bytes(item, BEGUN)),
                missed(item).stream().map(AgentItem::missed).toList());
    }

    private static List<AgentEvent> events(Map<String, AttributeValue> item, SharedArns arns) {
        var events = new ArrayList<AgentEvent>();
        if (!required(item, EVENT_ID).s().isEmpty()) {
            var at = Attributes.instant(item, SHOWN_AT);
            events.add(event(item, at == null ? Instant.ofEpochMilli(number(item, EVENT_AT)) : at, arns));
        }
        var others = item.get(SAME_MOMENT);
        if (others != null) {
            for (var other : others.l()) {
                events.add(event(other.m(), Instant.ofEpochMilli(number(other.m(), EVENT_AT)), arns));
            }
        }
        return events;
    }

    private static AgentEvent event(Map<String, AttributeValue> item, Instant at, SharedArns arns) {
        var before = item.get(SNAPSHOT_BEFORE);
        return new AgentEvent(
                at,
                required(item, EVENT_ID).s(),
                orEmpty(text(item, EVENT_TYPE)),
                text(item, USERNAME),
                text(item, FIRST_NAME),
                text(item, LAST_NAME),
                status(item.get(STATUS), arns),
                status(item.get(NEXT_STATUS), arns),
                text(item, ROUTING_PROFILE),
                texts(item.get(HIERARCHY)),
                contacts(item.get(CONTACTS), arns),
                before == null ? null : Long.valueOf(before.n()));
    }

    private static List<String> texts(@Nullable AttributeValue value) {
        return value == null
                ? List.of()
                : value.l().stream().map(AttributeValue::s).toList();
    }

    /// The time first, so that they are sorted as they happened.
    private static List<String> missed(Agent seat) {
        return seat.missed().stream()
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

    private static Agent.@Nullable Status status(@Nullable AttributeValue value, SharedArns arns) {
        if (value == null) {
            return null;
        }
        var map = value.m();
        return new Agent.Status(
                orEmpty(text(map, "Name")),
                text(map, "Type"),
                arns.whole(text(map, "Arn")),
                Attributes.instant(map, "Since"));
    }

    private static @Nullable List<Agent.Held> contacts(@Nullable AttributeValue value, SharedArns arns) {
        return value == null
                ? null
                : value.l().stream()
                        .map(AttributeValue::m)
                        .map(map -> held(map, arns))
                        .toList();
    }

    private static Agent.Held held(Map<String, AttributeValue> map, SharedArns arns) {
        return new Agent.Held(
                new ContactId(required(map, "ContactId").s()),
                orEmpty(text(map, "State")),
                Attributes.instant(map, "Since"),
                text(map, "Channel"),
                text(map, "InitiationMethod"),
                arns.whole(text(map, "QueueArn")),
                text(map, "QueueName"),
                Attributes.instant(map, "ConnectedAt"),
                Attributes.instant(map, "QueuedAt"));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
