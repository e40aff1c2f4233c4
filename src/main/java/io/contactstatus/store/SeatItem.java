package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.put;
import static io.contactstatus.store.Attributes.required;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Seat;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An agent's seat as an item of `AgentSeat`.
final class SeatItem {

    static final String EVENT_AT = "Event_At";
    static final String EVENT_ID = "Event_Id";
    static final String MISSED = "Missed";

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

    /// What one event replaces as a whole: whatever it does not tell is gone.
    static final List<String> STATED = List.of(
            EVENT_AT,
            EVENT_ID,
            Tables.EXPIRY,
            ARN,
            EVENT_TYPE,
            USERNAME,
            FIRST_NAME,
            LAST_NAME,
            ROUTING_PROFILE,
            HIERARCHY,
            STATUS,
            NEXT_STATUS,
            CONTACTS);

    private static final int BUCKETS = 4;

    private SeatItem() {}

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

    /// Without what was missed, which is added to what was missed before.
    static Map<String, AttributeValue> of(Seat seat, Instant expiresAt) {
        var item = new HashMap<>(key(seat.agentId()));
        item.put(EVENT_AT, number(seat.at().toEpochMilli()));
        item.put(EVENT_ID, text(seat.eventId()));
        item.put(Tables.EXPIRY, number(expiresAt.getEpochSecond()));
        put(item, ARN, seat.agentArn());
        put(item, EVENT_TYPE, seat.eventType());
        put(item, USERNAME, seat.username());
        put(item, FIRST_NAME, seat.firstName());
        put(item, LAST_NAME, seat.lastName());
        put(item, ROUTING_PROFILE, seat.routingProfile());
        if (!seat.hierarchy().isEmpty()) {
            item.put(
                    HIERARCHY,
                    AttributeValue.fromL(
                            seat.hierarchy().stream().map(Attributes::text).toList()));
        }
        status(item, STATUS, seat.status());
        status(item, NEXT_STATUS, seat.nextStatus());
        item.put(
                CONTACTS,
                AttributeValue.fromL(seat.contacts().stream()
                        .map(held -> AttributeValue.fromM(of(held)))
                        .toList()));
        return Attributes.bounded(item);
    }

    private static void status(Map<String, AttributeValue> item, String name, Seat.@Nullable Status status) {
        if (status != null) {
            var map = new HashMap<String, AttributeValue>();
            put(map, "Name", status.name());
            put(map, "Type", status.type());
            put(map, "Arn", status.arn());
            put(map, "Since", status.since());
            item.put(name, AttributeValue.fromM(map));
        }
    }

    private static Map<String, AttributeValue> of(Seat.Held held) {
        var map = new HashMap<String, AttributeValue>();
        put(map, "ContactId", held.contactId().value());
        put(map, "State", held.state());
        put(map, "Since", held.since());
        put(map, "Channel", held.channel());
        put(map, "InitiationMethod", held.initiationMethod());
        put(map, "QueueArn", held.queueArn());
        put(map, "QueueName", held.queueName());
        put(map, "ConnectedAt", held.connectedAt());
        put(map, "QueuedAt", held.queuedAt());
        return map;
    }

    static Seat read(Map<String, AttributeValue> item) {
        return new Seat(
                required(item, Tables.AGENT_ID).s(),
                orEmpty(text(item, ARN)),
                Instant.ofEpochMilli(number(item, EVENT_AT)),
                required(item, EVENT_ID).s(),
                orEmpty(text(item, EVENT_TYPE)),
                text(item, USERNAME),
                text(item, FIRST_NAME),
                text(item, LAST_NAME),
                status(item.get(STATUS)),
                status(item.get(NEXT_STATUS)),
                text(item, ROUTING_PROFILE),
                texts(item.get(HIERARCHY)),
                contacts(item.get(CONTACTS)),
                missed(item).stream().map(SeatItem::missed).toList());
    }

    private static List<String> texts(@Nullable AttributeValue value) {
        return value == null
                ? List.of()
                : value.l().stream().map(AttributeValue::s).toList();
    }

    /// The time first, so that they are sorted as they happened.
    static List<String> missed(Seat seat) {
        return seat.missed().stream()
                .map(missed -> "%019d#%s".formatted(missed.at().toEpochMilli(), missed.contactId()))
                .toList();
    }

    static List<String> missed(Map<String, AttributeValue> item) {
        var missed = item.get(MISSED);
        return missed == null ? List.of() : missed.ss();
    }

    private static Seat.Missed missed(String text) {
        var end = text.indexOf('#');
        return new Seat.Missed(
                Instant.ofEpochMilli(Long.parseLong(text.substring(0, end))), new ContactId(text.substring(end + 1)));
    }

    private static Seat.@Nullable Status status(@Nullable AttributeValue value) {
        if (value == null) {
            return null;
        }
        var map = value.m();
        return new Seat.Status(
                orEmpty(text(map, "Name")), text(map, "Type"), text(map, "Arn"), Attributes.instant(map, "Since"));
    }

    private static List<Seat.Held> contacts(@Nullable AttributeValue value) {
        return value == null
                ? List.of()
                : value.l().stream().map(AttributeValue::m).map(SeatItem::held).toList();
    }

    private static Seat.Held held(Map<String, AttributeValue> map) {
        return new Seat.Held(
                new ContactId(required(map, "ContactId").s()),
                orEmpty(text(map, "State")),
                Attributes.instant(map, "Since"),
                text(map, "Channel"),
                text(map, "InitiationMethod"),
                text(map, "QueueArn"),
                text(map, "QueueName"),
                Attributes.instant(map, "ConnectedAt"),
                Attributes.instant(map, "QueuedAt"));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
