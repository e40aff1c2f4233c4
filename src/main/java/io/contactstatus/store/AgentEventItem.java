package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.required;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.AgentEvent;
import io.contactstatus.contact.AgentStatus;
import io.contactstatus.contact.ContactId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An agent event as attributes of an agent's item, or as a map in it.
final class AgentEventItem {

    static final String EVENT_AT = "Event_At";
    static final String EVENT_ID = "Event_Id";
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

    private AgentEventItem() {}

    static void put(Map<String, AttributeValue> item, AgentEvent event, SharedArns arns) {
        item.put(EVENT_AT, number(event.at().toEpochMilli()));
        item.put(EVENT_ID, text(event.eventId()));
        Attributes.put(item, EVENT_TYPE, event.eventType());
        Attributes.put(item, USERNAME, event.username());
        Attributes.put(item, FIRST_NAME, event.firstName());
        Attributes.put(item, LAST_NAME, event.lastName());
        Attributes.put(item, ROUTING_PROFILE, event.routingProfile());
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
            Map<String, AttributeValue> item, String name, @Nullable AgentStatus status, SharedArns arns) {
        if (status != null) {
            var map = new HashMap<String, AttributeValue>();
            Attributes.put(map, "Name", status.name());
            Attributes.put(map, "Type", status.type());
            Attributes.put(map, "Arn", arns.shortened(status.arn()));
            Attributes.put(map, "Since", status.since());
            item.put(name, AttributeValue.fromM(map));
        }
    }

    private static Map<String, AttributeValue> of(Agent.Held held, SharedArns arns) {
        var map = new HashMap<String, AttributeValue>();
        Attributes.put(map, "ContactId", held.contactId().value());
        Attributes.put(map, "State", held.state());
        Attributes.put(map, "Since", held.since());
        Attributes.put(map, "Channel", held.channel());
        Attributes.put(map, "InitiationMethod", held.initiationMethod());
        Attributes.put(map, "QueueArn", arns.shortened(held.queueArn()));
        Attributes.put(map, "QueueName", held.queueName());
        Attributes.put(map, "ConnectedAt", held.connectedAt());
        Attributes.put(map, "QueuedAt", held.queuedAt());
        return map;
    }

    static AgentEvent read(Map<String, AttributeValue> item, Instant at, SharedArns arns) {
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

    private static @Nullable AgentStatus status(@Nullable AttributeValue value, SharedArns arns) {
        if (value == null) {
            return null;
        }
        var map = value.m();
        return new AgentStatus(
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
