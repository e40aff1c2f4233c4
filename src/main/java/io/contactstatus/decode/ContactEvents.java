package io.contactstatus.decode;

import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.Fields;
import io.contactstatus.dialect.Key;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads Amazon Connect's contact events, as EventBridge delivers them.
///
/// They are cumulative: a later event repeats the times that earlier ones told, so any of them makes up for those
/// that were lost. The envelope's time has whole seconds and serves only where an event lacks its own time.
final class ContactEvents {

    private static final Key TIME = Key.of("time");
    private static final Key REGION = Key.of("region");
    private static final Key DETAIL = Key.of("detail");
    private static final Key UPDATED_PROPERTIES = Key.of("updatedProperties");
    private static final Key GLOBAL_RESILIENCY = Key.of("globalResiliencyMetadata");
    private static final Key ACTIVE_REGION = Key.of("activeRegion");
    private static final Key EVENT_TYPE = Key.of("eventType");
    private static final Key CONTACT_ID = Key.of("contactId");
    private static final Key INITIAL_CONTACT_ID = Key.of("initialContactId");
    private static final Key PREVIOUS_CONTACT_ID = Key.of("previousContactId");
    private static final Key RELATED_CONTACT_ID = Key.of("relatedContactId");
    private static final Key CHANNEL = Key.of("channel");
    private static final Key INSTANCE_ARN = Key.of("instanceArn", "instanceARN");
    private static final Key INITIATION_METHOD = Key.of("initiationMethod");
    private static final Key INITIATION_TIMESTAMP = Key.of("initiationTimestamp");
    private static final Key CONNECTED_TO_SYSTEM_TIMESTAMP = Key.of("connectedToSystemTimestamp");
    private static final Key DISCONNECT_TIMESTAMP = Key.of("disconnectTimestamp");
    private static final Key DISCONNECT_REASON = Key.of("disconnectReason");
    private static final Key SCHEDULED_TIMESTAMP = Key.of("scheduledTimestamp");
    private static final Key MACHINE_DETECTION = Key.of("answeringMachineDetectionStatus");
    private static final Key CAMPAIGN = Key.of("campaign");
    private static final Key CAMPAIGN_ID = Key.of("campaignId");
    private static final Key HOLD_DURATION = Key.of("agentInitiatedHoldDuration");
    private static final Key LAST_PAUSED_TIMESTAMP = Key.of("lastPausedTimestamp");
    private static final Key LAST_RESUMED_TIMESTAMP = Key.of("lastResumedTimestamp");
    private static final Key QUEUE_INFO = Key.of("queueInfo");
    private static final Key QUEUE_ARN = Key.of("queueArn", "queueARN");
    private static final Key ENQUEUE_TIMESTAMP = Key.of("enqueueTimestamp");
    private static final Key AGENT_INFO = Key.of("agentInfo");
    private static final Key AGENT_ARN = Key.of("agentArn", "agentARN");
    private static final Key CONNECTED_TO_AGENT_TIMESTAMP = Key.of("connectedToAgentTimestamp");
    private static final Key WORK_START_TIMESTAMP = Key.of("afterContactWorkStartTimestamp");
    private static final Key WORK_END_TIMESTAMP = Key.of("afterContactWorkEndTimestamp");
    private static final Key SEGMENT_ATTRIBUTES = Key.of("segmentAttributes");
    private static final Key CUSTOMER_ID = Key.of("customerId");
    private static final Key CUSTOMER_ENDPOINT = Key.of("customerEndpoint");
    private static final Key SYSTEM_ENDPOINT = Key.of("systemEndpoint");
    private static final Key TAGS = Key.of("tags");

    private final Fields envelope;
    private final Fields detail;
    private final String type;
    private final @Nullable Instant envelopeTime;
    private final @Nullable Instant ownTime;
    private final Instant at;
    private final Facts facts;

    private ContactEvents(Fields envelope, Fields detail, ContactId id, String type) {
        this.envelope = envelope;
        this.detail = detail;
        this.type = type;
        envelopeTime = envelope.time(TIME);
        ownTime = ownTime();
        at = ownTime != null ? ownTime : envelopeTime != null ? envelopeTime : Stamp.UNTIMED;
        facts = Facts.about(id, Source.CONTACT_EVENT);
    }

    static Decoded decode(Piece piece) {
        var envelope = piece.fields();
        var detail = envelope.object(DETAIL);
        var id = detail.contactId(CONTACT_ID);
        if (id == null) {
            return piece.malformed("contact event without a valid contactId");
        }
        var type = detail.text(EVENT_TYPE);
        if (type == null) {
            return piece.malformed("contact event without an eventType");
        }
        var event = new ContactEvents(envelope, detail, id, type);
        var contact = event.facts().toContact();
        return piece.said("contact-event", new Decoded.About(contact, List.of(event.entry(id))));
    }

    private HistoryEntry entry(ContactId id) {
        return new HistoryEntry(
                id, at, Source.CONTACT_EVENT, type, summary(), name(), new Piece.Tree(detail.tree()), copy());
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
        return active == null ? null : (isOfActiveRegion() ? "0" : "1") + ContentHash.of(detail.tree());
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
        var tags = Tags.in(detail, TAGS);
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
