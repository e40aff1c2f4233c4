package io.contactstatus.decode;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.Fields;
import io.contactstatus.dialect.Key;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads what a flow sends to a Lambda function.
///
/// Amazon Connect puts no time in it: without the `Timestamp` that a caller may add beside `Details`, everything
/// here gives way to whatever another source says.
final class FlowEvents {

    private static final Key DETAILS = Key.of("Details");
    private static final Key CONTACT_DATA = Key.of("ContactData");
    private static final Key TIMESTAMP = Key.of("Timestamp");
    private static final Key CONTACT_ID = Key.of("ContactId");
    private static final Key INITIAL_CONTACT_ID = Key.of("InitialContactId");
    private static final Key PREVIOUS_CONTACT_ID = Key.of("PreviousContactId");
    private static final Key RELATED_CONTACT_ID = Key.of("RelatedContactId");
    private static final Key CHANNEL = Key.of("Channel");
    private static final Key INITIATION_METHOD = Key.of("InitiationMethod");
    private static final Key INSTANCE_ARN = Key.of("InstanceARN", "InstanceArn");
    private static final Key CUSTOMER_ENDPOINT = Key.of("CustomerEndpoint");
    private static final Key CUSTOMER_ID = Key.of("CustomerId");
    private static final Key SYSTEM_ENDPOINT = Key.of("SystemEndpoint");
    private static final Key SEGMENT_ATTRIBUTES = Key.of("SegmentAttributes");
    private static final Key ATTRIBUTES = Key.of("Attributes");
    private static final Key TAGS = Key.of("Tags");
    private static final Key QUEUE = Key.of("Queue");
    private static final Key ARN = Key.of("ARN", "Arn");
    private static final Key NAME = Key.of("Name");

    private final @Nullable String customerAttribute;

    FlowEvents(@Nullable String customerAttribute) {
        this.customerAttribute = customerAttribute;
    }

    static boolean isOne(Fields record) {
        return record.object(DETAILS).get(CONTACT_DATA) instanceof ObjectNode;
    }

    Decoded decode(Piece piece) {
        var record = piece.fields();
        var data = record.object(DETAILS).object(CONTACT_DATA);
        var id = data.contactId(CONTACT_ID);
        if (id == null) {
            return piece.malformed("flow event without a valid ContactId");
        }
        var time = record.time(TIMESTAMP);
        var at = time == null ? Stamp.UNTIMED : time;
        var facts = Facts.about(id, Source.FLOW_EVENT)
                .heardAt(time)
                .instance(data.text(INSTANCE_ARN), at)
                .channel(data.channel(CHANNEL), at)
                .subtype(data.subtype(SEGMENT_ATTRIBUTES), at)
                .synthetic(data.isSynthetic(SEGMENT_ATTRIBUTES))
                .initiationMethod(data.text(INITIATION_METHOD))
                .customerEndpoint(data.endpoint(CUSTOMER_ENDPOINT), at)
                .customerId(data.text(CUSTOMER_ID), at)
                .initialContact(data.contactId(INITIAL_CONTACT_ID))
                .previousContact(data.contactId(PREVIOUS_CONTACT_ID))
                .relatedContact(data.contactId(RELATED_CONTACT_ID));
        queue(facts, data, at);
        tags(facts, data, at);
        attributes(facts, data.texts(ATTRIBUTES), at);
        return piece.said("flow-event", new Decoded.About(facts.toContact(), List.of(entry(piece, id, at))));
    }

    private static HistoryEntry entry(Piece piece, ContactId id, Instant at) {
        return new HistoryEntry(
                id,
                at,
                Source.FLOW_EVENT,
                "CONTACT_FLOW_EVENT",
                "Asked by the flow",
                ContentHash.of(piece.tree()),
                new Piece.Tree(piece.tree()));
    }

    /// Only the name in the oldest events, which says nothing without the ARN.
    private static void queue(Facts facts, Fields data, Instant at) {
        var queue = data.object(QUEUE);
        var arn = queue.text(ARN);
        facts.queue(arn, at).named(arn, queue.text(NAME), at);
    }

    private static void tags(Facts facts, Fields data, Instant at) {
        var tags = Tags.in(data, TAGS);
        var endpoint = data.endpoint(SYSTEM_ENDPOINT);
        facts.tags(tags.own(), at).systemEndpoint(endpoint == null ? tags.systemEndpoint() : endpoint, at);
    }

    private void attributes(Facts facts, SortedMap<String, String> attributes, Instant at) {
        attributes.forEach((key, value) -> facts.attribute(key, value, at));
        var customer = customerAttribute == null ? null : attributes.get(customerAttribute);
        if (customer != null && !customer.isBlank()) {
            facts.customerAttribute(customer, at);
        }
    }
}
