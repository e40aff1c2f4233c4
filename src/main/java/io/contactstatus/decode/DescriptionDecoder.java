package io.contactstatus.decode;

import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ConversationFacts;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Insights;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads what Amazon Connect answers when it is asked to describe a contact, and that it knows none.
///
/// The answer has no status, no names, no holds and no time at which a queue was left; what it says without a time of
/// its own was so when it was asked.
final class DescriptionDecoder {

    private static final FieldName DESCRIBED_AT = FieldName.of("DescribedAt");
    private static final FieldName CONTACT_ID = FieldName.of("ContactId");
    private static final FieldName INSTANCE_ARN = FieldName.of("InstanceARN", "InstanceArn");
    private static final FieldName CONTACT = FieldName.of("Contact");
    private static final FieldName INITIAL_CONTACT_ID = FieldName.of("InitialContactId");
    private static final FieldName PREVIOUS_CONTACT_ID = FieldName.of("PreviousContactId");
    private static final FieldName RELATED_CONTACT_ID = FieldName.of("RelatedContactId");
    private static final FieldName CHANNEL = FieldName.of("Channel");
    private static final FieldName INITIATION_METHOD = FieldName.of("InitiationMethod");
    private static final FieldName INITIATION_TIMESTAMP = FieldName.of("InitiationTimestamp");
    private static final FieldName CONNECTED_TO_SYSTEM_TIMESTAMP = FieldName.of("ConnectedToSystemTimestamp");
    private static final FieldName DISCONNECT_TIMESTAMP = FieldName.of("DisconnectTimestamp");
    private static final FieldName DISCONNECT_REASON = FieldName.of("DisconnectReason");
    private static final FieldName SCHEDULED_TIMESTAMP = FieldName.of("ScheduledTimestamp");
    private static final FieldName LAST_PAUSED_TIMESTAMP = FieldName.of("LastPausedTimestamp");
    private static final FieldName LAST_RESUMED_TIMESTAMP = FieldName.of("LastResumedTimestamp");
    private static final FieldName MACHINE_DETECTION = FieldName.of("AnsweringMachineDetectionStatus");
    private static final FieldName CAMPAIGN = FieldName.of("Campaign");
    private static final FieldName CAMPAIGN_ID = FieldName.of("CampaignId");
    private static final FieldName QUEUE_INFO = FieldName.of("QueueInfo");
    private static final FieldName AGENT_INFO = FieldName.of("AgentInfo");
    private static final FieldName ID = FieldName.of("Id");
    private static final FieldName ENQUEUE_TIMESTAMP = FieldName.of("EnqueueTimestamp");
    private static final FieldName CONNECTED_TO_AGENT_TIMESTAMP = FieldName.of("ConnectedToAgentTimestamp");
    private static final FieldName WORK_START_TIMESTAMP = FieldName.of("AfterContactWorkStartTimestamp");
    private static final FieldName WORK_END_TIMESTAMP = FieldName.of("AfterContactWorkEndTimestamp");
    private static final FieldName CUSTOMER_ID = FieldName.of("CustomerId");
    private static final FieldName CUSTOMER_ENDPOINT = FieldName.of("CustomerEndpoint");
    private static final FieldName SYSTEM_ENDPOINT = FieldName.of("SystemEndpoint");
    private static final FieldName SEGMENT_ATTRIBUTES = FieldName.of("SegmentAttributes");
    private static final FieldName ATTRIBUTES = FieldName.of("Attributes");
    private static final FieldName WISDOM_INFO = FieldName.of("WisdomInfo");
    private static final FieldName AI_AGENTS = FieldName.of("AiAgents", "AIAgents");
    private static final FieldName AI_USE_CASE = FieldName.of("AiUseCase");
    private static final FieldName AI_AGENT_ESCALATED = FieldName.of("AiAgentEscalated");
    private static final String SELF_SERVICE = "SELF_SERVICE";
    private static final FieldName TAGS = FieldName.of("Tags");

    /// Work after a contact begins with its end. Where it has not so long afterwards, there is none.
    private static final Duration WORK_BEGINS_WITHIN = Duration.ofHours(1);

    private final @Nullable String customerAttribute;

    DescriptionDecoder(@Nullable String customerAttribute) {
        this.customerAttribute = customerAttribute;
    }

    static boolean isOne(Fields record) {
        return record.has(DESCRIBED_AT);
    }

    Decoded decode(JsonRecord json) {
        var record = json.fields();
        var id = record.contactId(CONTACT_ID);
        var at = record.time(DESCRIBED_AT);
        if (id == null || at == null) {
            return json.malformed("description without a valid ContactId or DescribedAt");
        }
        var contact = record.object(CONTACT);
        var facts = Facts.about(id, Source.RECONCILED);
        if (contact.isEmpty()) {
            facts.unknownToConnect(at);
        } else {
            describe(facts, contact, record.text(INSTANCE_ARN), at);
        }
        return json.said(
                "description",
                new Decoded.ContactUpdate(facts.testimony(at), List.of(entry(json, id, at, contact.isEmpty()))));
    }

    private void describe(Facts facts, Fields contact, @Nullable String instance, Instant at) {
        var disconnected = contact.time(DISCONNECT_TIMESTAMP);
        facts.heardAt(disconnected == null ? at : disconnected)
                .instance(instance, at)
                .channel(contact.channel(CHANNEL), at)
                .subtype(contact.subtype(SEGMENT_ATTRIBUTES), at)
                .synthetic(contact.isSynthetic(SEGMENT_ATTRIBUTES))
                .campaign(contact.object(CAMPAIGN).text(CAMPAIGN_ID) != null)
                .answeredBy(contact.text(MACHINE_DETECTION), at)
                .scheduled(contact.time(SCHEDULED_TIMESTAMP), at)
                .initiationMethod(contact.text(INITIATION_METHOD))
                .initialContact(contact.contactId(INITIAL_CONTACT_ID))
                .previousContact(contact.contactId(PREVIOUS_CONTACT_ID))
                .relatedContact(contact.contactId(RELATED_CONTACT_ID))
                .customerId(contact.text(CUSTOMER_ID), at)
                .customerEndpoint(contact.endpoint(CUSTOMER_ENDPOINT), at)
                .initiated(moment(contact.time(INITIATION_TIMESTAMP)))
                .connectedToSystem(moment(contact.time(CONNECTED_TO_SYSTEM_TIMESTAMP)))
                .paused(true, moment(contact.time(LAST_PAUSED_TIMESTAMP)))
                .paused(false, moment(contact.time(LAST_RESUMED_TIMESTAMP)))
                .disconnected(moment(disconnected))
                .disconnectReason(contact.text(DISCONNECT_REASON), disconnected == null ? at : disconnected);
        facts.insights(aiAgents(contact, at));
        queue(facts, contact.object(QUEUE_INFO), instance);
        agent(facts, contact.object(AGENT_INFO), instance, disconnected, at);
        var tags = ContactTags.in(contact, TAGS);
        var endpoint = contact.endpoint(SYSTEM_ENDPOINT);
        facts.tags(tags.own(), at).systemEndpoint(endpoint == null ? tags.systemEndpoint() : endpoint, at);
        var attributes = contact.texts(ATTRIBUTES);
        attributes.forEach((key, value) -> facts.attribute(key, value, at));
        var customer = customerAttribute == null ? null : attributes.get(customerAttribute);
        if (customer != null && !customer.isBlank()) {
            facts.customerAttribute(customer, at);
        }
    }

    /// That customers helped themselves says more of a contact than that an agent was helped.
    private static Insights aiAgents(Fields contact, Instant at) {
        var told = new ConversationFacts();
        var all = contact.object(WISDOM_INFO).get(AI_AGENTS);
        @Nullable String useCase = null;
        var escalated = false;
        for (var one : all != null && all.isArray() ? all : JsonNodeFactory.instance.arrayNode()) {
            var agent = Fields.of(one);
            var its = agent.text(AI_USE_CASE);
            if (its != null && (useCase == null || its.equals(SELF_SERVICE))) {
                useCase = its;
            }
            escalated |= "true".equals(agent.text(AI_AGENT_ESCALATED));
        }
        if (useCase != null) {
            told.aiAgent(useCase, escalated, at);
        }
        return told.insights();
    }

    private static void queue(Facts facts, Fields queue, @Nullable String instance) {
        var enqueued = queue.time(ENQUEUE_TIMESTAMP);
        if (enqueued != null) {
            var arn = arn(instance, "/queue/", queue.text(ID));
            facts.enqueued(moment(enqueued), arn).queue(arn, enqueued);
        }
    }

    private static void agent(
            Facts facts, Fields agent, @Nullable String instance, @Nullable Instant disconnected, Instant at) {
        var connected = agent.time(CONNECTED_TO_AGENT_TIMESTAMP);
        if (connected == null) {
            return;
        }
        var arn = arn(instance, "/agent/", agent.text(ID));
        var workStarted = agent.time(WORK_START_TIMESTAMP);
        facts.connectedToAgent(moment(connected))
                .agent(arn, connected)
                .agentState("ENDED", workStarted, arn)
                .agentState(AgentState.CLEARED, agent.time(WORK_END_TIMESTAMP), arn);
        if (workStarted == null && disconnected != null && at.isAfter(disconnected.plus(WORK_BEGINS_WITHIN))) {
            facts.completed(moment(disconnected));
        }
    }

    private static @Nullable String arn(@Nullable String instance, String kind, @Nullable String id) {
        return instance == null || id == null ? null : instance + kind + id;
    }

    /// Where it has whole seconds, another source may know the same moment finer.
    private static @Nullable Moment moment(@Nullable Instant told) {
        return told == null ? null : new Moment(told, !told.equals(told.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static HistoryEntry entry(JsonRecord json, ContactId id, Instant at, boolean unknown) {
        return new HistoryEntry(
                id,
                at,
                Source.RECONCILED,
                unknown ? "UNKNOWN" : "DESCRIBED",
                unknown ? "Amazon Connect does not know it" : "Described by Amazon Connect",
                "described@" + at,
                new JsonRecord.Tree(json.tree()));
    }
}
