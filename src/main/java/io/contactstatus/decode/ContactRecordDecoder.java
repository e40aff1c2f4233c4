package io.contactstatus.decode;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ContactRecord;
import io.contactstatus.contact.Edition;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Identity;
import io.contactstatus.contact.MediaStream;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads contact records, known as CTR.
///
/// Each copy is a complete statement. Null is one too, see [CustomerRedaction].
final class ContactRecordDecoder {

    private static final FieldName FORMAT_VERSION = FieldName.of("AWSContactTraceRecordFormatVersion");
    private static final FieldName EVENT_TYPE = FieldName.of("EventType");
    private static final FieldName CONTACT_ID = FieldName.of("ContactId");
    private static final FieldName LAST_UPDATE_TIMESTAMP = FieldName.of("LastUpdateTimestamp");
    private static final FieldName INSTANCE_ARN = FieldName.of("InstanceARN", "InstanceArn");
    private static final FieldName CHANNEL = FieldName.of("Channel");
    private static final FieldName INITIATION_METHOD = FieldName.of("InitiationMethod");
    private static final FieldName INITIATION_TIMESTAMP = FieldName.of("InitiationTimestamp");
    private static final FieldName CONNECTED_TO_SYSTEM_TIMESTAMP = FieldName.of("ConnectedToSystemTimestamp");
    private static final FieldName DISCONNECT_TIMESTAMP = FieldName.of("DisconnectTimestamp");
    private static final FieldName DISCONNECT_REASON = FieldName.of("DisconnectReason");
    private static final FieldName TRANSFER_COMPLETED_TIMESTAMP = FieldName.of("TransferCompletedTimestamp");
    private static final FieldName TRANSFERRED_TO = FieldName.of("TransferredToEndpoint");
    private static final FieldName SCHEDULED_TIMESTAMP = FieldName.of("ScheduledTimestamp");
    private static final FieldName MACHINE_DETECTION = FieldName.of("AnsweringMachineDetectionStatus");
    private static final FieldName CAMPAIGN = FieldName.of("Campaign");
    private static final FieldName CAMPAIGN_ID = FieldName.of("CampaignId");
    private static final FieldName PAUSE_DURATION = FieldName.of("AgentPauseDuration");
    private static final FieldName INITIAL_CONTACT_ID = FieldName.of("InitialContactId");
    private static final FieldName PREVIOUS_CONTACT_ID = FieldName.of("PreviousContactId");
    private static final FieldName NEXT_CONTACT_ID = FieldName.of("NextContactId");
    private static final FieldName RELATED_CONTACT_ID = FieldName.of("RelatedContactId");
    private static final FieldName AGENT_CONNECTION_ATTEMPTS = FieldName.of("AgentConnectionAttempts");
    private static final FieldName QUEUE = FieldName.of("Queue");
    private static final FieldName AGENT = FieldName.of("Agent");
    private static final FieldName ARN = FieldName.of("ARN", "Arn");
    private static final FieldName NAME = FieldName.of("Name");
    private static final FieldName USERNAME = FieldName.of("Username");
    private static final FieldName ENQUEUE_TIMESTAMP = FieldName.of("EnqueueTimestamp");
    private static final FieldName DEQUEUE_TIMESTAMP = FieldName.of("DequeueTimestamp");
    private static final FieldName DURATION = FieldName.of("Duration");
    private static final FieldName CONNECTED_TO_AGENT_TIMESTAMP = FieldName.of("ConnectedToAgentTimestamp");
    private static final FieldName INTERACTION_DURATION = FieldName.of("AgentInteractionDuration");
    private static final FieldName NUMBER_OF_HOLDS = FieldName.of("NumberOfHolds");
    private static final FieldName HOLD_DURATION = FieldName.of("CustomerHoldDuration");
    private static final FieldName WORK_START_TIMESTAMP = FieldName.of("AfterContactWorkStartTimestamp");
    private static final FieldName WORK_END_TIMESTAMP = FieldName.of("AfterContactWorkEndTimestamp");
    private static final FieldName ATTRIBUTES = FieldName.of("Attributes");
    private static final FieldName SEGMENT_ATTRIBUTES = FieldName.of("SegmentAttributes");
    private static final FieldName TAGS = FieldName.of("Tags");
    private static final FieldName CUSTOMER_ID = FieldName.of("CustomerId");
    private static final FieldName CUSTOMER_ENDPOINT = FieldName.of("CustomerEndpoint");
    private static final FieldName SYSTEM_ENDPOINT = FieldName.of("SystemEndpoint");
    private static final FieldName WISDOM_INFO = FieldName.of("WisdomInfo");
    private static final FieldName SESSION_ARN = FieldName.of("SessionArn");
    private static final FieldName RECORDING = FieldName.of("Recording");
    private static final FieldName RECORDINGS = FieldName.of("Recordings");
    private static final FieldName LOCATION = FieldName.of("Location");
    private static final FieldName STORAGE_TYPE = FieldName.of("StorageType");
    private static final FieldName START_TIMESTAMP = FieldName.of("StartTimestamp");
    private static final FieldName STOP_TIMESTAMP = FieldName.of("StopTimestamp");
    private static final FieldName FRAGMENT_STOP_NUMBER = FieldName.of("FragmentStopNumber");

    private final @Nullable String customerAttribute;

    ContactRecordDecoder(@Nullable String customerAttribute) {
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

    Decoded decode(JsonRecord json) {
        var record = json.fields();
        var id = record.contactId(CONTACT_ID);
        if (id == null) {
            return json.malformed("contact record without a valid ContactId");
        }
        var attributes = attributes(record);
        var redaction = CustomerRedaction.in(record);
        var edition = edition(record, redaction);
        var facts = Facts.about(id, Source.CONTACT_RECORD)
                .record(
                        statement(record, id, edition, attributes),
                        customer(record, edition, attributes, redaction),
                        redaction.isOfCustomer());
        return json.said(
                "contact-record",
                new Decoded.ContactUpdate(
                                facts.testimony(edition.lastUpdate()),
                                List.of(entry(record, id, edition, redaction)),
                                stream(record))
                        .withSession(record.object(WISDOM_INFO).text(SESSION_ARN) != null));
    }

    /// From the first beginning to the last end where streaming was stopped and begun again.
    private static @Nullable MediaStream stream(Fields record) {
        MediaStream whole = null;
        if (record.get(RECORDINGS) instanceof ArrayNode all) {
            for (var each : all) {
                whole = joined(whole, Fields.of(each));
            }
        }
        return whole;
    }

    private static @Nullable MediaStream joined(@Nullable MediaStream whole, Fields recording) {
        var arn = recording.text(LOCATION);
        var from = recording.time(START_TIMESTAMP);
        if (!"KINESIS_VIDEO_STREAM".equals(recording.text(STORAGE_TYPE)) || arn == null || from == null) {
            return whole;
        }
        var until = recording.time(STOP_TIMESTAMP);
        if (whole == null) {
            return new MediaStream(arn, true, from, until, recording.text(FRAGMENT_STOP_NUMBER));
        }
        if (!arn.equals(whole.arn())) {
            return whole;
        }
        var isLater = whole.stoppedAt() != null && (until == null || until.isAfter(whole.stoppedAt()));
        return new MediaStream(
                arn,
                true,
                from.isBefore(whole.startedAt()) ? from : whole.startedAt(),
                isLater ? until : whole.stoppedAt(),
                isLater ? recording.text(FRAGMENT_STOP_NUMBER) : whole.lastFragment());
    }

    private static HistoryEntry entry(Fields record, ContactId id, Edition edition, CustomerRedaction redaction) {
        return new HistoryEntry(
                id,
                edition.lastUpdate(),
                Source.CONTACT_RECORD,
                "CONTACT_RECORD",
                redaction.hasFields() ? "Contact record with redacted fields" : "Contact record",
                // Two different copies may share the second.
                id + "-" + edition.lastUpdate() + "-" + edition.digest(),
                new JsonRecord.Tree(record.tree()));
    }

    private static Edition edition(Fields record, CustomerRedaction redaction) {
        var lastUpdate = record.time(LAST_UPDATE_TIMESTAMP);
        return new Edition(
                lastUpdate == null ? Stamp.UNTIMED : lastUpdate, redaction.isAny(), ContentHash.of(record.tree()));
    }

    private Identity.Recorded customer(
            Fields record,
            Edition edition,
            @Nullable SortedMap<String, String> attributes,
            CustomerRedaction redaction) {
        var named = attributes == null || customerAttribute == null ? null : attributes.get(customerAttribute);
        return new Identity.Recorded(
                edition,
                named == null || named.isBlank() ? null : named,
                record.text(CUSTOMER_ID),
                record.endpoint(CUSTOMER_ENDPOINT),
                redaction.deniesEndpoint());
    }

    private static ContactRecord statement(
            Fields record, ContactId id, Edition edition, @Nullable SortedMap<String, String> attributes) {
        var attempts = record.number(AGENT_CONNECTION_ATTEMPTS);
        var tags = ContactTags.in(record, TAGS);
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

    private static ContactRecord.@Nullable RecordedQueue queue(Fields queue) {
        return queue.isEmpty()
                ? null
                : new ContactRecord.RecordedQueue(
                        queue.text(ARN),
                        queue.text(NAME),
                        queue.time(ENQUEUE_TIMESTAMP),
                        queue.time(DEQUEUE_TIMESTAMP),
                        queue.number(DURATION));
    }

    private static ContactRecord.@Nullable RecordedAgent agent(Fields agent) {
        return agent.isEmpty()
                ? null
                : new ContactRecord.RecordedAgent(
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
}
