package io.contactstatus.view;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What only the contact record says. What [ContactView] shows is not repeated, and neither is where recordings
/// and evaluations lie: that takes another right.
///
/// Names are Amazon Connect's, in camelCase; durations in seconds end in `Seconds`.
@Schema(name = "ContactRecord", description = "What only the contact record says. All parts but the id may be absent.")
public record ContactRecordView(
        String contactId,

        @Schema(description = "Of the copy that is valid now.") @Nullable
        Instant lastUpdate,

        @Nullable DisconnectDetails disconnectDetails,
        @Nullable Quality quality,
        @Nullable Campaign campaign,
        @Nullable MachineDetection machineDetection,

        @Schema(description = "Times spent are in milliseconds here.") @Nullable
        ChatMetrics chatMetrics,

        @Nullable List<Reference> references,

        @Schema(description = "By their own names, such as connect:Subtype. Masked without the scope pii:read.")
        @Nullable
        JsonNode segmentAttributes,

        @Nullable ContactExpiry contactExpiry,
        @Nullable Instant lastPausedTimestamp,
        @Nullable Instant lastResumedTimestamp,
        @Nullable Integer totalPauseCount,
        @Nullable Integer totalPauseSeconds,
        @Nullable Instant transferCompletedTimestamp,
        ContactView.@Nullable Address transferredToEndpoint,
        @Nullable ExternalThirdParty externalThirdParty,
        @Nullable String contactAssociationId,
        @Nullable Integer agentConnectionAttempts,
        @Nullable Agent agent,

        @Schema(description = "What the customer's device can do.") @Nullable
        JsonNode customerCapabilities,

        @Schema(description = "AUDIO, VIDEO, CHAT, AUTOMATED_INTERACTION") @Nullable
        List<String> mediaStreams,

        @Schema(description = "The newest ones; their index tells how many there were.") @Nullable
        List<RoutingCriteria> routingCriteria,

        @Nullable JsonNode outboundStrategy,

        @Schema(description = "As it was set up for this contact.") @Nullable
        JsonNode contactLens,

        @Nullable List<Evaluation> contactEvaluations,
        @Nullable JsonNode voiceIdResult,
        @Nullable Wisdom wisdom,
        @Nullable GlobalResiliency globalResiliency,

        @Schema(description = "Of tasks, by their own names. Masked without the scope pii:read.") @Nullable
        JsonNode contactDetails,

        @Nullable EmailRecipients additionalEmailRecipients) {

    private static final String EXPIRY = "connect:ContactExpiry";
    private static final int SECONDS_OF_A_MINUTE = 60;

    /// @param detail the record as it was received
    public static ContactRecordView of(String contactId, JsonNode detail, Veil veil) {
        var told = Secrets.hiddenIn(detail);
        var shown = RecordPart.of(veil == Veil.LIFTED ? told : Redaction.of(told));
        return new ContactRecordView(
                contactId,
                shown.time("lastUpdateTimestamp"),
                shown.part("disconnectDetails").as(DisconnectDetails::of),
                shown.part("qualityMetrics").as(Quality::of),
                shown.part("campaign").as(Campaign::of),
                MachineDetection.of(shown),
                shown.part("chatMetrics").as(ChatMetrics::of),
                shown.all("references", Reference::of),
                shown.part("segmentAttributes").whole(),
                // A number and a time, which are nobody's: the veil over all segment attributes would hide them.
                RecordPart.of(told).part("segmentAttributes").part(EXPIRY).as(ContactExpiry::of),
                shown.time("lastPausedTimestamp"),
                shown.time("lastResumedTimestamp"),
                shown.count("totalPauseCount"),
                shown.count("totalPauseDurationInSeconds"),
                shown.time("transferCompletedTimestamp"),
                shown.part("transferredToEndpoint").as(ContactRecordView::address),
                shown.part("externalThirdParty").as(ExternalThirdParty::of),
                shown.text("contactAssociationId"),
                shown.count("agentConnectionAttempts"),
                shown.part("agent").as(Agent::of),
                shown.part("customer").part("capabilities").whole(),
                shown.all("mediaStreams", stream -> stream.text("type")),
                shown.all("routingCriteria", RoutingCriteria::of),
                shown.part("outboundStrategy").whole(),
                shown.part("contactLens").whole(),
                shown.all("contactEvaluations", Evaluation::of),
                shown.part("voiceIdResult").whole(),
                shown.part("wisdomInfo").as(Wisdom::of),
                shown.part("globalResiliencyMetadata").as(GlobalResiliency::of),
                shown.part("contactDetails").whole(),
                shown.part("additionalEmailRecipients").as(EmailRecipients::of));
    }

    private static ContactView.Address address(RecordPart endpoint) {
        return new ContactView.Address(endpoint.text("type"), endpoint.text("address"));
    }

    @Schema(name = "DisconnectDetails")
    public record DisconnectDetails(
            @Schema(description = "AGENT_CONNECTIVITY_ISSUE, CUSTOMER_DEVICE_ISSUE, …") @Nullable
            String potentialDisconnectIssue) {

        static DisconnectDetails of(RecordPart part) {
            return new DisconnectDetails(part.text("potentialDisconnectIssue"));
        }
    }

    @Schema(
            name = "Quality",
            description = "Of the sound; the customer's only where they called from a browser or an app.")
    public record Quality(
            @Nullable AudioQuality agent, @Nullable AudioQuality customer) {

        static Quality of(RecordPart part) {
            return new Quality(
                    part.part("agent").part("audio").as(AudioQuality::of),
                    part.part("customer").part("audio").as(AudioQuality::of));
        }
    }

    @Schema(name = "AudioQuality")
    public record AudioQuality(
            @Schema(description = "1 to 5") @Nullable Double qualityScore,

            @Nullable List<String> potentialQualityIssues) {

        static AudioQuality of(RecordPart part) {
            return new AudioQuality(part.number("qualityScore"), part.all("potentialQualityIssues", RecordPart::text));
        }
    }

    @Schema(name = "Campaign")
    public record Campaign(@Nullable String campaignId) {

        static Campaign of(RecordPart part) {
            return new Campaign(part.text("campaignId"));
        }
    }

    @Schema(name = "MachineDetection", description = "Of outgoing campaigns: who or what answered.")
    public record MachineDetection(
            @Schema(description = "HUMAN_ANSWERED, VOICEMAIL_BEEP, AMD_UNANSWERED, …") @Nullable
            String status,

            @Nullable Instant greetingStartTimestamp,
            @Nullable Instant greetingEndTimestamp) {

        static @Nullable MachineDetection of(RecordPart whole) {
            var status = whole.text("answeringMachineDetectionStatus");
            var greeting = whole.part("customerVoiceActivity");
            var from = greeting.time("greetingStartTimestamp");
            var until = greeting.time("greetingEndTimestamp");
            return status == null && from == null && until == null ? null : new MachineDetection(status, from, until);
        }
    }

    @Schema(name = "ChatMetrics")
    public record ChatMetrics(
            @Nullable ChatTotals contact,
            @Nullable ParticipantMetrics customer,
            @Nullable ParticipantMetrics agent) {

        static ChatMetrics of(RecordPart part) {
            return new ChatMetrics(
                    part.part("contactMetrics").as(ChatTotals::of),
                    part.part("customerMetrics").as(ParticipantMetrics::of),
                    part.part("agentMetrics").as(ParticipantMetrics::of));
        }
    }

    @Schema(name = "ChatTotals")
    public record ChatTotals(
            @Nullable Boolean multiParty,
            @Nullable Integer totalMessages,
            @Nullable Integer totalBotMessages,
            @Nullable Integer totalBotMessageLengthInChars,
            @Nullable Integer conversationCloseTimeInMillis,
            @Nullable Integer conversationTurnCount,
            @Nullable Instant agentFirstResponseTimestamp,
            @Nullable Integer agentFirstResponseTimeInMillis) {

        static ChatTotals of(RecordPart part) {
            return new ChatTotals(
                    part.truth("multiParty"),
                    part.count("totalMessages"),
                    part.count("totalBotMessages"),
                    part.count("totalBotMessageLengthInChars"),
                    part.count("conversationCloseTimeInMillis"),
                    part.count("conversationTurnCount"),
                    part.time("agentFirstResponseTimestamp"),
                    part.count("agentFirstResponseTimeInMillis"));
        }
    }

    @Schema(name = "ParticipantMetrics")
    public record ParticipantMetrics(
            @Nullable String participantId,
            @Nullable String participantType,
            @Nullable Boolean conversationAbandon,
            @Nullable Integer messagesSent,
            @Nullable Integer numResponses,
            @Nullable Integer messageLengthInChars,
            @Nullable Integer totalResponseTimeInMillis,
            @Nullable Integer maxResponseTimeInMillis,
            @Nullable Instant lastMessageTimestamp) {

        static ParticipantMetrics of(RecordPart part) {
            return new ParticipantMetrics(
                    part.text("participantId"),
                    part.text("participantType"),
                    part.truth("conversationAbandon"),
                    part.count("messagesSent"),
                    part.count("numResponses"),
                    part.count("messageLengthInChars"),
                    part.count("totalResponseTimeInMillis"),
                    part.count("maxResponseTimeInMillis"),
                    part.time("lastMessageTimestamp"));
        }
    }

    @Schema(name = "Reference", description = "Name and value are masked without the scope pii:read.")
    public record Reference(
            @Nullable String name,

            @Schema(description = "URL, ATTACHMENT, NUMBER, STRING, DATE, EMAIL, …") @Nullable
            String type,

            @Nullable String value,

            @Schema(description = "Of attachments: APPROVED, REJECTED") @Nullable
            String status) {

        static @Nullable Reference of(RecordPart part) {
            var name = part.text("name");
            return part.as(one -> new Reference(
                    name,
                    one.text("type"),
                    Secrets.isNamedBy(name) ? Veil.HIDDEN : one.text("value"),
                    one.text("status")));
        }
    }

    @Schema(name = "ContactExpiry")
    public record ContactExpiry(
            @Nullable Integer durationSeconds, @Nullable Instant expiryTimestamp) {

        /// Amazon Connect counts minutes.
        static ContactExpiry of(RecordPart part) {
            var minutes = part.count("expiryDuration");
            var most = Integer.MAX_VALUE / SECONDS_OF_A_MINUTE;
            return new ContactExpiry(
                    minutes == null || minutes > most ? null : minutes * SECONDS_OF_A_MINUTE,
                    part.time("expiryTimestamp"));
        }
    }

    @Schema(name = "ExternalThirdParty")
    public record ExternalThirdParty(@Nullable Integer interactionSeconds) {

        static ExternalThirdParty of(RecordPart part) {
            return new ExternalThirdParty(part.count("externalThirdPartyInteractionDuration"));
        }
    }

    @Schema(name = "RecordedAgent", description = "What the record says of the agent beyond Contact.")
    public record Agent(
            @Nullable Instant acceptedByAgentTimestamp,
            @Nullable Instant previewEndTimestamp,
            @Nullable Integer longestHoldSeconds,
            @Nullable Integer agentInitiatedHoldSeconds,
            @Nullable Integer agentPauseSeconds,
            @Nullable Integer afterContactWorkSeconds,
            @Nullable HierarchyGroups hierarchyGroups,
            @Nullable RoutingProfile routingProfile,
            @Nullable DeviceInfo deviceInfo,

            @Schema(description = "What the agent's device can do.") @Nullable
            JsonNode capabilities,

            @Schema(description = "Of supervisors.") @Nullable
            List<StateTransition> stateTransitions) {

        static @Nullable Agent of(RecordPart part) {
            var agent = new Agent(
                    part.time("acceptedByAgentTimestamp"),
                    part.time("previewEndTimestamp"),
                    part.count("longestHoldDuration"),
                    part.count("agentInitiatedHoldDuration"),
                    part.count("agentPauseDuration"),
                    part.count("afterContactWorkDuration"),
                    part.part("hierarchyGroups").as(HierarchyGroups::of),
                    part.part("routingProfile").as(RoutingProfile::of),
                    part.part("deviceInfo").as(DeviceInfo::of),
                    part.part("capabilities").whole(),
                    part.all("stateTransitions", StateTransition::of));
            return agent.equals(NOTHING) ? null : agent;
        }

        private static final Agent NOTHING =
                new Agent(null, null, null, null, null, null, null, null, null, null, null);
    }

    @Schema(name = "HierarchyGroups")
    public record HierarchyGroups(
            @Nullable Named level1,
            @Nullable Named level2,
            @Nullable Named level3,
            @Nullable Named level4,
            @Nullable Named level5) {

        static HierarchyGroups of(RecordPart part) {
            return new HierarchyGroups(
                    level(part, "level1"),
                    level(part, "level2"),
                    level(part, "level3"),
                    level(part, "level4"),
                    level(part, "level5"));
        }

        private static @Nullable Named level(RecordPart groups, String name) {
            return groups.part(name).as(group -> new Named(group.text("arn"), group.text("groupName")));
        }
    }

    @Schema(name = "Named")
    public record Named(@Nullable String arn, @Nullable String name) {}

    @Schema(name = "RoutingProfile")
    public record RoutingProfile(
            @Nullable String arn, @Nullable String name) {

        static RoutingProfile of(RecordPart part) {
            return new RoutingProfile(part.text("arn"), part.text("name"));
        }
    }

    @Schema(name = "DeviceInfo")
    public record DeviceInfo(
            @Nullable String platformName,
            @Nullable String platformVersion,
            @Nullable String operatingSystem) {

        static DeviceInfo of(RecordPart part) {
            return new DeviceInfo(
                    part.text("platformName"), part.text("platformVersion"), part.text("operatingSystem"));
        }
    }

    @Schema(name = "StateTransition")
    public record StateTransition(
            @Schema(description = "SILENT_MONITOR, BARGE") @Nullable
            String state,

            @Nullable Instant stateStartTimestamp,
            @Nullable Instant stateEndTimestamp) {

        static @Nullable StateTransition of(RecordPart part) {
            return part.as(one -> new StateTransition(
                    one.text("state"), one.time("stateStartTimestamp"), one.time("stateEndTimestamp")));
        }
    }

    @Schema(name = "RoutingCriteria")
    public record RoutingCriteria(
            @Nullable Integer index,
            @Nullable Instant activationTimestamp,
            @Nullable List<RoutingStep> steps) {

        static @Nullable RoutingCriteria of(RecordPart part) {
            return part.as(one -> new RoutingCriteria(
                    one.count("index"), one.time("activationTimestamp"), one.all("steps", RoutingStep::of)));
        }
    }

    @Schema(name = "RoutingStep")
    public record RoutingStep(
            @Schema(description = "ACTIVE, EXPIRED, JOINED, …") @Nullable
            String status,

            @Nullable Integer expirySeconds,
            @Nullable Instant expiryTimestamp,

            @Schema(description = "Whom the step asks for; names and values are masked without the scope pii:read.")
            @Nullable
            JsonNode expression) {

        static @Nullable RoutingStep of(RecordPart part) {
            return part.as(one -> new RoutingStep(
                    one.text("status"),
                    one.part("expiry").count("durationInSeconds"),
                    one.part("expiry").time("expiryTimestamp"),
                    one.part("expression").whole()));
        }
    }

    @Schema(name = "Evaluation")
    public record Evaluation(
            @Nullable String formId,
            @Nullable String evaluationArn,

            @Schema(description = "COMPLETE, IN_PROGRESS, DELETED") @Nullable
            String status,

            @Nullable Instant startTimestamp,
            @Nullable Instant endTimestamp,
            @Nullable Instant deleteTimestamp) {

        static @Nullable Evaluation of(RecordPart part) {
            return part.as(one -> new Evaluation(
                    one.text("formId"),
                    one.text("evaluationArn"),
                    one.text("status"),
                    one.time("startTimestamp"),
                    one.time("endTimestamp"),
                    one.time("deleteTimestamp")));
        }
    }

    @Schema(name = "Wisdom")
    public record Wisdom(@Nullable String sessionArn) {

        static Wisdom of(RecordPart part) {
            return new Wisdom(part.text("sessionArn"));
        }
    }

    @Schema(name = "GlobalResiliency")
    public record GlobalResiliency(
            @Nullable String activeRegion,
            @Nullable String originRegion,
            @Nullable String trafficDistributionGroupId) {

        static GlobalResiliency of(RecordPart part) {
            return new GlobalResiliency(
                    part.text("activeRegion"), part.text("originRegion"), part.text("trafficDistributionGroupId"));
        }
    }

    @Schema(name = "EmailRecipients", description = "Masked without the scope pii:read.")
    public record EmailRecipients(
            @Nullable List<String> to, @Nullable List<String> cc) {

        static EmailRecipients of(RecordPart part) {
            return new EmailRecipients(
                    part.all("to", EmailRecipients::recipient), part.all("cc", EmailRecipients::recipient));
        }

        /// Documented as a list without a word about its elements.
        private static @Nullable String recipient(RecordPart one) {
            var address = one.text("address");
            return address == null ? one.text() : address;
        }
    }
}
