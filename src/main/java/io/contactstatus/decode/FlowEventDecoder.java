package io.contactstatus.decode;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.MediaStream;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import io.contactstatus.dialect.TimestampParser;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Reads what a flow sends to a Lambda function.
///
/// Amazon Connect puts no time in it: without the `Timestamp` that a caller may add beside `Details`, everything
/// here gives way to whatever another source says.
final class FlowEventDecoder {

    private static final FieldName DETAILS = FieldName.of("Details");
    private static final FieldName CONTACT_DATA = FieldName.of("ContactData");
    private static final FieldName TIMESTAMP = FieldName.of("Timestamp");
    private static final FieldName CONTACT_ID = FieldName.of("ContactId");
    private static final FieldName INITIAL_CONTACT_ID = FieldName.of("InitialContactId");
    private static final FieldName PREVIOUS_CONTACT_ID = FieldName.of("PreviousContactId");
    private static final FieldName RELATED_CONTACT_ID = FieldName.of("RelatedContactId");
    private static final FieldName CHANNEL = FieldName.of("Channel");
    private static final FieldName INITIATION_METHOD = FieldName.of("InitiationMethod");
    private static final FieldName INSTANCE_ARN = FieldName.of("InstanceARN", "InstanceArn");
    private static final FieldName CUSTOMER_ENDPOINT = FieldName.of("CustomerEndpoint");
    private static final FieldName CUSTOMER_ID = FieldName.of("CustomerId");
    private static final FieldName SYSTEM_ENDPOINT = FieldName.of("SystemEndpoint");
    private static final FieldName SEGMENT_ATTRIBUTES = FieldName.of("SegmentAttributes");
    private static final FieldName ATTRIBUTES = FieldName.of("Attributes");
    private static final FieldName TAGS = FieldName.of("Tags");
    private static final FieldName QUEUE = FieldName.of("Queue");
    private static final FieldName ARN = FieldName.of("ARN", "Arn");
    private static final FieldName MEDIA_STREAMS = FieldName.of("MediaStreams");
    private static final FieldName CUSTOMER = FieldName.of("Customer");
    private static final FieldName AUDIO = FieldName.of("Audio");
    private static final FieldName STREAM_ARN = FieldName.of("StreamARN", "StreamArn");
    private static final FieldName START_TIMESTAMP = FieldName.of("StartTimestamp");
    private static final FieldName STOP_TIMESTAMP = FieldName.of("StopTimestamp");
    private static final FieldName STOP_FRAGMENT_NUMBER = FieldName.of("StopFragmentNumber");
    private static final FieldName NAME = FieldName.of("Name");

    private final @Nullable String customerAttribute;

    FlowEventDecoder(@Nullable String customerAttribute) {
        this.customerAttribute = customerAttribute;
    }

    static boolean isOne(Fields record) {
        return record.object(DETAILS).get(CONTACT_DATA) instanceof ObjectNode;
    }

    Decoded decode(JsonRecord json) {
        var record = json.fields();
        var data = record.object(DETAILS).object(CONTACT_DATA);
        var id = data.contactId(CONTACT_ID);
        if (id == null) {
            return json.malformed("flow event without a valid ContactId");
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
        return json.said(
                "flow-event",
                new Decoded.ContactUpdate(facts.testimony(at), List.of(entry(json, id, at)), stream(data)));
    }

    /// Its times are numbers in texts: milliseconds since 1970.
    private static @Nullable MediaStream stream(Fields data) {
        var audio = data.object(MEDIA_STREAMS).object(CUSTOMER).object(AUDIO);
        var arn = audio.text(STREAM_ARN);
        var started = millis(audio.text(START_TIMESTAMP));
        return arn == null || started == null
                ? null
                : new MediaStream(
                        arn, false, started, millis(audio.text(STOP_TIMESTAMP)), audio.text(STOP_FRAGMENT_NUMBER));
    }

    private static @Nullable Instant millis(@Nullable String text) {
        return text == null || !text.matches("\\d{1,15}") ? null : TimestampParser.ofMillis(Long.parseLong(text));
    }

    private static HistoryEntry entry(JsonRecord json, ContactId id, Instant at) {
        return new HistoryEntry(
                id,
                at,
                Source.FLOW_EVENT,
                "CONTACT_FLOW_EVENT",
                "Asked by the flow",
                ContentHash.of(json.tree()),
                new JsonRecord.Tree(json.tree()));
    }

    /// Only the name in the oldest events, which says nothing without the ARN.
    private static void queue(Facts facts, Fields data, Instant at) {
        var queue = data.object(QUEUE);
        var arn = queue.text(ARN);
        facts.queue(arn, at).named(arn, queue.text(NAME), at);
    }

    private static void tags(Facts facts, Fields data, Instant at) {
        var tags = ContactTags.in(data, TAGS);
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
