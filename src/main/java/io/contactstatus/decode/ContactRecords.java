package io.contactstatus.decode;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ContactRecord;
import io.contactstatus.contact.Edition;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Identity;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.Fields;
import io.contactstatus.dialect.Key;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads contact records, known as CTR.
///
/// Each copy is a complete statement. Null is one too: that the customer's endpoint is *there and null* means
/// that somebody had the customer's data deleted.
final class ContactRecords {

    private static final Key FORMAT_VERSION = Key.of("AWSContactTraceRecordFormatVersion");
    private static final Key EVENT_TYPE = Key.of("EventType");
    private static final Key CONTACT_ID = Key.of("ContactId");
    private static final Key LAST_UPDATE_TIMESTAMP = Key.of("LastUpdateTimestamp");
    private static final Key INSTANCE_ARN = Key.of("InstanceARN", "InstanceArn");
    private static final Key CHANNEL = Key.of("Channel");
    private static final Key INITIATION_METHOD = Key.of("InitiationMethod");
    private static final Key INITIATION_TIMESTAMP = Key.of("InitiationTimestamp");
    private static final Key CONNECTED_TO_SYSTEM_TIMESTAMP = Key.of("ConnectedToSystemTimestamp");
    private static final Key DISCONNECT_TIMESTAMP = Key.of("DisconnectTimestamp");
    private static final Key DISCONNECT_REASON = Key.of("DisconnectReason");
    private static final Key TRANSFER_COMPLETED_TIMESTAMP = Key.of("TransferCompletedTimestamp");
    private static final Key TRANSFERRED_TO = Key.of("TransferredToEndpoint");
    private static final Key SCHEDULED_TIMESTAMP = Key.of("ScheduledTimestamp");
    private static final Key MACHINE_DETECTION = Key.of("AnsweringMachineDetectionStatus");
    private static final Key CAMPAIGN = Key.of("Campaign");
    private static final Key CAMPAIGN_ID = Key.of("CampaignId");
    private static final Key PAUSE_DURATION = Key.of("AgentPauseDuration");
    private static final Key INITIAL_CONTACT_ID = Key.of("InitialContactId");
    private static final Key PREVIOUS_CONTACT_ID = Key.of("PreviousContactId");
    private static final Key NEXT_CONTACT_ID = Key.of("NextContactId");
    private static final Key RELATED_CONTACT_ID = Key.of("RelatedContactId");
    private static final Key AGENT_CONNECTION_ATTEMPTS = Key.of("AgentConnectionAttempts");
    private static final Key QUEUE = Key.of("Queue");
    private static final Key AGENT = Key.of("Agent");
    private static final Key ARN = Key.of("ARN", "Arn");
    private static final Key NAME = Key.of("Name");
    private static final Key USERNAME = Key.of("Username");
    private static final Key ENQUEUE_TIMESTAMP = Key.of("EnqueueTimestamp");
    private static final Key DEQUEUE_TIMESTAMP = Key.of("DequeueTimestamp");
    private static final Key DURATION = Key.of("Duration");
    private static final Key CONNECTED_TO_AGENT_TIMESTAMP = Key.of("ConnectedToAgentTimestamp");
    private static final Key INTERACTION_DURATION = Key.of("AgentInteractionDuration");
    private static final Key NUMBER_OF_HOLDS = Key.of("NumberOfHolds");
    private static final Key HOLD_DURATION = Key.of("CustomerHoldDuration");
    private static final Key WORK_START_TIMESTAMP = Key.of("AfterContactWorkStartTimestamp");
    private static final Key WORK_END_TIMESTAMP = Key.of("AfterContactWorkEndTimestamp");
    private static final Key ATTRIBUTES = Key.of("Attributes");
    private static final Key SEGMENT_ATTRIBUTES = Key.of("SegmentAttributes");
    private static final Key TAGS = Key.of("Tags");
    private static final Key CUSTOMER_ID = Key.of("CustomerId");
    private static final Key CUSTOMER_ENDPOINT = Key.of("CustomerEndpoint");
    private static final Key SYSTEM_ENDPOINT = Key.of("SystemEndpoint");
    private static final Key RECORDING = Key.of("Recording");
    private static final Key RECORDINGS = Key.of("Recordings");
    private static final String REDACTED_FIELDS = "connect:RedactedFields";

    private final @Nullable String customerAttribute;

    ContactRecords(@Nullable String customerAttribute) {
        this.customerAttribute = customerAttribute;
    }

    /// Whether it may be one. The version is in every record seen, but not in what people cut out of records.
    static boolean isOne(Fields record) {
        if (record.has(FORMAT_VERSION)) {
            return true;
        }
        return record.has(CONTACT_ID)
                && !record.has(EVENT_TYPE)
                && (record.has(LAST_UPDATE_TIMESTAMP)
                        || record.has(DISCONNECT_REASON)
                        || (record.has(INITIATION_TIMESTAMP) && record.has(CHANNEL)));
    }

    Decoded decode(Piece piece) {
        var record = piece.fields();
        var id = record.contactId(CONTACT_ID);
        if (id == null) {
            return piece.malformed("contact record without a valid ContactId");
        }
        var attributes = attributes(record);
        var edition = edition(record);
        var facts = Facts.about(id, Source.CONTACT_RECORD)
                .record(
                        statement(record, id, edition, attributes),
                        customer(record, edition, attributes),
                        isWithdrawn(record));
        return piece.said("contact-record", new Decoded.About(facts.toContact(), List.of(entry(record, id, edition))));
    }

    private static HistoryEntry entry(Fields record, ContactId id, Edition edition) {
        return new HistoryEntry(
                id,
                edition.lastUpdate(),
                Source.CONTACT_RECORD,
                "CONTACT_RECORD",
                saysAnything(redactedFields(record)) ? "Contact record with redacted fields" : "Contact record",
                // Two different copies may share the second.
                id + "-" + edition.lastUpdate() + "-" + edition.digest(),
                new Piece.Tree(record.tree()));
    }

    private static Edition edition(Fields record) {
        var lastUpdate = record.time(LAST_UPDATE_TIMESTAMP);
        return new Edition(
                lastUpdate == null ? Stamp.UNTIMED : lastUpdate,
                saysAnything(redactedFields(record)) || deniesEndpoint(record),
                ContentHash.of(record.tree()));
    }

    private Identity.Recorded customer(Fields record, Edition edition, @Nullable SortedMap<String, String> attributes) {
        var named = attributes == null || customerAttribute == null ? null : attributes.get(customerAttribute);
        return new Identity.Recorded(
                edition,
                named == null || named.isBlank() ? null : named,
                record.text(CUSTOMER_ID),
                record.endpoint(CUSTOMER_ENDPOINT),
                deniesEndpoint(record));
    }

    /// Chats and tasks have no endpoint as a rule: only where the record says so has it been taken out.
    private static boolean isWithdrawn(Fields record) {
        return names(redactedFields(record), "CustomerEndpoint");
    }

    private static boolean deniesEndpoint(Fields record) {
        var endpoint = record.get(CUSTOMER_ENDPOINT);
        return endpoint != null && endpoint.isNull();
    }

    private static ContactRecord statement(
            Fields record, ContactId id, Edition edition, @Nullable SortedMap<String, String> attributes) {
        var attempts = record.number(AGENT_CONNECTION_ATTEMPTS);
        var tags = Tags.in(record, TAGS);
        var systemEndpoint = record.endpoint(SYSTEM_ENDPOINT);
        return new ContactRecord(
                edition,
                record.text(INSTANCE_ARN),
                record.channel(CHANNEL),
                record.subtype(SEGMENT_ATTRIBUTES),
                record.text(INITIATION_METHOD),
                record.time(INITIATION_TIMESTAMP),
                record.time(SCHEDULED_TIMESTAMP),
                record.time(CONNECTED_TO_SYSTEM_TIMESTAMP),
                record.time(DISCONNECT_TIMESTAMP),
                record.time(TRANSFER_COMPLETED_TIMESTAMP),
                record.endpoint(TRANSFERRED_TO),
                record.text(DISCONNECT_REASON),
                queue(record.object(QUEUE)),
                agent(record.object(AGENT)),
                attempts == null ? 0 : attempts,
                systemEndpoint == null ? tags.systemEndpoint() : systemEndpoint,
                record.otherContact(INITIAL_CONTACT_ID, id),
                record.otherContact(PREVIOUS_CONTACT_ID, id),
                record.contactId(NEXT_CONTACT_ID),
                record.contactId(RELATED_CONTACT_ID),
                attributes,
                tags.own(),
                recordings(record),
                record.text(MACHINE_DETECTION),
                record.object(CAMPAIGN).text(CAMPAIGN_ID) != null,
                record.isSynthetic(SEGMENT_ATTRIBUTES));
    }

    private static ContactRecord.@Nullable Queue queue(Fields queue) {
        return queue.isEmpty()
                ? null
                : new ContactRecord.Queue(
                        queue.text(ARN),
                        queue.text(NAME),
                        queue.time(ENQUEUE_TIMESTAMP),
                        queue.time(DEQUEUE_TIMESTAMP),
                        queue.number(DURATION));
    }

    private static ContactRecord.@Nullable Agent agent(Fields agent) {
        return agent.isEmpty()
                ? null
                : new ContactRecord.Agent(
                        agent.text(ARN),
                        agent.text(USERNAME),
                        agent.time(CONNECTED_TO_AGENT_TIMESTAMP),
                        agent.number(INTERACTION_DURATION),
                        agent.number(NUMBER_OF_HOLDS),
                        agent.number(HOLD_DURATION),
                        agent.number(PAUSE_DURATION),
                        agent.time(WORK_START_TIMESTAMP),
                        agent.time(WORK_END_TIMESTAMP));
    }

    private static @Nullable SortedMap<String, String> attributes(Fields record) {
        return record.has(ATTRIBUTES) ? record.texts(ATTRIBUTES) : null;
    }

    private static int recordings(Fields record) {
        if (record.get(RECORDINGS) instanceof ArrayNode all) {
            return all.size();
        }
        return record.get(RECORDING) instanceof ObjectNode ? 1 : 0;
    }

    private static @Nullable JsonNode redactedFields(Fields record) {
        return record.object(SEGMENT_ATTRIBUTES).tree().get(REDACTED_FIELDS);
    }

    /// In whichever form the list comes: no example of it has been published.
    private static boolean saysAnything(@Nullable JsonNode node) {
        return names(node, "");
    }

    private static boolean names(@Nullable JsonNode node, String field) {
        if (node == null) {
            return false;
        }
        var text = Fields.scalar(node);
        if (text != null) {
            return !text.isBlank() && text.contains(field);
        }
        for (var element : node.values()) {
            if (names(element, field)) {
                return true;
            }
        }
        return false;
    }
}
