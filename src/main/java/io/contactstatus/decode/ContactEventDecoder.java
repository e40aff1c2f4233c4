package io.contactstatus.decode;

import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads Amazon Connect's contact events, as EventBridge delivers them.
///
/// They are cumulative: a later event repeats the times that earlier ones told, so any of them makes up for those
/// that were lost. The envelope's time has whole seconds and serves only where an event lacks its own time.
final class ContactEventDecoder {

    private static final FieldName TIME = FieldName.of("time");
    private static final FieldName REGION = FieldName.of("region");
    private static final FieldName DETAIL = FieldName.of("detail");
    private static final FieldName UPDATED_PROPERTIES = FieldName.of("updatedProperties");
    private static final FieldName GLOBAL_RESILIENCY = FieldName.of("globalResiliencyMetadata");
    private static final FieldName ACTIVE_REGION = FieldName.of("activeRegion");
    private static final FieldName EVENT_TYPE = FieldName.of("eventType");
    private static final FieldName CONTACT_ID = FieldName.of("contactId");
    private static final FieldName INITIAL_CONTACT_ID = FieldName.of("initialContactId");
    private static final FieldName PREVIOUS_CONTACT_ID = FieldName.of("previousContactId");
    private static final FieldName RELATED_CONTACT_ID = FieldName.of("relatedContactId");
    private static final FieldName CHANNEL = FieldName.of("channel");
    private static final FieldName INSTANCE_ARN = FieldName.of("instanceArn", "instanceARN");
    private static final FieldName INITIATION_METHOD = FieldName.of("initiationMethod");
    private static final FieldName INITIATION_TIMESTAMP = FieldName.of("initiationTimestamp");
    private static final FieldName CONNECTED_TO_SYSTEM_TIMESTAMP = FieldName.of("connectedToSystemTimestamp");
    private static final FieldName DISCONNECT_TIMESTAMP = FieldName.of("disconnectTimestamp");
    private static final FieldName DISCONNECT_REASON = FieldName.of("disconnectReason");
    private static final FieldName SCHEDULED_TIMESTAMP = FieldName.of("scheduledTimestamp");
    private static final FieldName MACHINE_DETECTION = FieldName.of("answeringMachineDetectionStatus");
    private static final FieldName CAMPAIGN = FieldName.of("campaign");
    private static final FieldName CAMPAIGN_ID = FieldName.of("campaignId");
    private static final FieldName HOLD_DURATION = FieldName.of("agentInitiatedHoldDuration");
    private static final FieldName LAST_PAUSED_TIMESTAMP = FieldName.of("lastPausedTimestamp");
    private static final FieldName LAST_RESUMED_TIMESTAMP = FieldName.of("lastResumedTimestamp");
    private static final FieldName QUEUE_INFO = FieldName.of("queueInfo");
    private static final FieldName QUEUE_ARN = FieldName.of("queueArn", "queueARN");
    private static final FieldName ENQUEUE_TIMESTAMP = FieldName.of("enqueueTimestamp");
    private static final FieldName AGENT_INFO = FieldName.of("agentInfo");
    private static final FieldName AGENT_ARN = FieldName.of("agentArn", "agentARN");
    private static final FieldName CONNECTED_TO_AGENT_TIMESTAMP = FieldName.of("connectedToAgentTimestamp");
    private static final FieldName WORK_START_TIMESTAMP = FieldName.of("afterContactWorkStartTimestamp");
    private static final FieldName WORK_END_TIMESTAMP = FieldName.of("afterContactWorkEndTimestamp");
    private static final FieldName SEGMENT_ATTRIBUTES = FieldName.of("segmentAttributes");
    private static final FieldName CUSTOMER_ID = FieldName.of("customerId");
    private static final FieldName CUSTOMER_ENDPOINT = FieldName.of("customerEndpoint");
    private static final FieldName SYSTEM_ENDPOINT = FieldName.of("systemEndpoint");
    private static final FieldName TAGS = FieldName.of("tags");

    private final Fields envelope;
    private final Fields detail;
    private final String type;
    private final @Nullable Instant envelopeTime;
    private final @Nullable Instant ownTime;
    private final Instant at;
    private final Facts facts;

    private ContactEventDecoder(Fields envelope, Fields detail, ContactId id, String type) {
        this.envelope = envelope;
        this.detail = detail;
        this.type = type;
        envelopeTime = envelope.time(TIME);
        ownTime = ownTime();
        at = ownTime != null ? ownTime : envelopeTime != null ? envelopeTime : Stamp.UNTIMED;
        facts = Facts.about(id, Source.CONTACT_EVENT);
    }

    static Decoded decode(JsonRecord json) {
        var envelope = json.fields();
        var detail = envelope.object(DETAIL);
        var id = detail.contactId(CONTACT_ID);
        if (id == null) {
            return json.malformed("contact event without a valid contactId");
        }
        var type = detail.text(EVENT_TYPE);
        if (type == null) {
            return json.malformed("contact event without an eventType");
        }
        var event = new ContactEventDecoder(envelope, detail, id, type);
        var testimony = event.facts().testimony(event.at);
        return json.said("contact-event", new Decoded.ContactUpdate(testimony, List.of(event.entry(id))));
    }

    private HistoryEntry entry(ContactId id) {
        return new HistoryEntry(
                id,
                at,
                Source.CONTACT_EVENT,
                type,
                summary(),
                name(),
                new JsonRecord.Tree(detail.tree()),
                copy(),
                null);
    }

    /// Both Regions of a Global Resiliency set up publish the same events, each under an id of its own. So an
    /// event is named by what it tells of: its type and its own time, or the envelope's and what has changed.
    private String name() {
        if (ownTime != null) {
            return type + "@" + ownTime;
        }
        var changed = detail.get(UPDATED_PROPERTIES);
        return type + "@" + at + (changed == null ? "" : "#" + changed);
    }

    private @Nullable String copy() {
        var active = detail.object(GLOBAL_RESILIENCY).text(ACTIVE_REGION);
        return active == null ? null : HistoryEntry.copy(isOfActiveRegion(), ContentHash.of(detail.tree()));
    }

    private boolean isOfActiveRegion() {
        var active = detail.object(GLOBAL_RESILIENCY).text(ACTIVE_REGION);
        return active != null && active.equals(envelope.text(REGION));
    }

    private Facts facts() {
        facts.fromActiveRegion(isOfActiveRegion())
                .heardAt(at)
                .instance(detail.text(INSTANCE_ARN), at)
                .channel(detail.channel(CHANNEL), at)
                .subtype(detail.subtype(SEGMENT_ATTRIBUTES), at)
                .synthetic(detail.isSynthetic(SEGMENT_ATTRIBUTES))
                .campaign(detail.object(CAMPAIGN).text(CAMPAIGN_ID) != null)
                .answeredBy(detail.text(MACHINE_DETECTION), at)
                .scheduled(detail.time(SCHEDULED_TIMESTAMP), at)
                .initiationMethod(detail.text(INITIATION_METHOD))
                .initialContact(detail.contactId(INITIAL_CONTACT_ID))
                .previousContact(detail.contactId(PREVIOUS_CONTACT_ID))
                .relatedContact(detail.contactId(RELATED_CONTACT_ID))
                .customerId(detail.text(CUSTOMER_ID), at)
                .customerEndpoint(detail.endpoint(CUSTOMER_ENDPOINT), at)
                .initiated(moment("INITIATED", detail.time(INITIATION_TIMESTAMP)))
                .connectedToSystem(moment("CONNECTED_TO_SYSTEM", detail.time(CONNECTED_TO_SYSTEM_TIMESTAMP)))
                .completed(moment("COMPLETED", null));
        queue();
        agent();
        pauses();
        disconnection();
        tags();
        return facts;
    }

    private void queue() {
        var queue = detail.object(QUEUE_INFO);
        var enqueued = moment("QUEUED", queue.time(ENQUEUE_TIMESTAMP));
        var arn = queue.text(QUEUE_ARN);
        facts.enqueued(enqueued, arn).queue(arn, enqueued == null ? at : enqueued.at());
    }

    /// The agent may be named long before it is connected; the time then says "not yet".
    private void agent() {
        var agent = detail.object(AGENT_INFO);
        var connected = moment("CONNECTED_TO_AGENT", agent.time(CONNECTED_TO_AGENT_TIMESTAMP));
        if (connected != null) {
            var arn = agent.text(AGENT_ARN);
            facts.connectedToAgent(connected)
                    .agent(arn, connected.at())
                    .heldFor(agent.number(HOLD_DURATION), at)
                    .agentState("ENDED", agent.time(WORK_START_TIMESTAMP), arn)
                    .agentState(AgentState.CLEARED, agent.time(WORK_END_TIMESTAMP), arn);
        }
    }

    private void pauses() {
        facts.paused(true, moment("PAUSED", detail.time(LAST_PAUSED_TIMESTAMP)))
                .paused(false, moment("RESUMED", detail.time(LAST_RESUMED_TIMESTAMP)));
    }

    private void disconnection() {
        var disconnected = moment("DISCONNECTED", detail.time(DISCONNECT_TIMESTAMP));
        facts.disconnected(disconnected)
                .disconnectReason(detail.text(DISCONNECT_REASON), disconnected == null ? at : disconnected.at());
    }

    private void tags() {
        var tags = ContactTags.in(detail, TAGS);
        facts.tags(tags.own(), at);
        var endpoint = detail.endpoint(SYSTEM_ENDPOINT);
        facts.systemEndpoint(endpoint == null ? tags.systemEndpoint() : endpoint, at);
    }

    /// The time the detail tells. Where it does not, the envelope's, if the event is about that very moment.
    private @Nullable Moment moment(String about, @Nullable Instant told) {
        if (told != null) {
            // Else a contact first heard of by a late event would seem to have begun then.
            facts.seenAt(told);
            return Moment.exact(told);
        }
        return envelopeTime != null && type.equals(about) ? Moment.rounded(envelopeTime) : null;
    }

    private @Nullable Instant ownTime() {
        return switch (type) {
            case "INITIATED" -> detail.time(INITIATION_TIMESTAMP);
            case "CONNECTED_TO_SYSTEM" -> detail.time(CONNECTED_TO_SYSTEM_TIMESTAMP);
            case "QUEUED" -> detail.object(QUEUE_INFO).time(ENQUEUE_TIMESTAMP);
            case "CONNECTED_TO_AGENT" -> detail.object(AGENT_INFO).time(CONNECTED_TO_AGENT_TIMESTAMP);
            case "PAUSED" -> detail.time(LAST_PAUSED_TIMESTAMP);
            case "RESUMED" -> detail.time(LAST_RESUMED_TIMESTAMP);
            case "DISCONNECTED" -> detail.time(DISCONNECT_TIMESTAMP);
            default -> null;
        };
    }

    private String summary() {
        return switch (type) {
            case "INITIATED" -> "Initiated";
            case "CONNECTED_TO_SYSTEM" -> "Connected to the system";
            case "QUEUED" -> "Queued";
            case "CONNECTED_TO_AGENT" -> "Connected to an agent";
            case "PAUSED" -> "Paused";
            case "RESUMED" -> "Resumed";
            case "DISCONNECTED" -> "Disconnected";
            case "COMPLETED" -> "Completed";
            case "CONTACT_DATA_UPDATED" -> "Contact data updated";
            default -> "Contact event of another type";
        };
    }
}
