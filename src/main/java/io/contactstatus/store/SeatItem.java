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

    static Map<String, AttributeValue> of(Seat seat, Instant expiresAt) {
        var item = new HashMap<>(key(seat.agentId()));
        item.put(EVENT_AT, number(seat.at().toEpochMilli()));
        item.put(EVENT_ID, text(seat.eventId()));
        item.put(Tables.EXPIRY, number(expiresAt.getEpochSecond()));
        put(item, "Agent_Arn", seat.agentArn());
        put(item, "Event_Type", seat.eventType());
        put(item, "Username", seat.username());
        put(item, "First_Name", seat.firstName());
        put(item, "Last_Name", seat.lastName());
        put(item, "Routing_Profile", seat.routingProfile());
        status(item, "Status", seat.status());
        status(item, "Next_Status", seat.nextStatus());
        item.put(
                "Contacts",
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
                orEmpty(text(item, "Agent_Arn")),
                Instant.ofEpochMilli(number(item, EVENT_AT)),
                required(item, EVENT_ID).s(),
                orEmpty(text(item, "Event_Type")),
                text(item, "Username"),
                text(item, "First_Name"),
                text(item, "Last_Name"),
                status(item.get("Status")),
                status(item.get("Next_Status")),
                text(item, "Routing_Profile"),
                contacts(item.get("Contacts")));
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
