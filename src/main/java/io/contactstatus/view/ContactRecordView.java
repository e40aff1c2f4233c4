package io.contactstatus.view;

import io.contactstatus.masking.Redaction;
import io.contactstatus.masking.Secrets;
import io.contactstatus.masking.Veil;
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
        @Nullable QualityView quality,
        @Nullable Campaign campaign,
        @Nullable MachineDetection machineDetection,

        @Schema(description = "Times spent are in milliseconds here.") @Nullable
        ChatMetricsView chatMetrics,

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
        @Nullable EndpointView transferredToEndpoint,
        @Nullable ExternalThirdParty externalThirdParty,
        @Nullable String contactAssociationId,
        @Nullable Integer agentConnectionAttempts,
        @Nullable RecordedAgentView agent,

        @Schema(description = "What the customer's device can do.") @Nullable
        JsonNode customerCapabilities,

        @Schema(description = "AUDIO, VIDEO, CHAT, AUTOMATED_INTERACTION") @Nullable
        List<String> mediaStreams,

        @Schema(description = "The newest ones; their index tells how many there were.") @Nullable
        List<RoutingCriteriaView> routingCriteria,

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
                shown.part("qualityMetrics").as(QualityView::of),
                shown.part("campaign").as(Campaign::of),
                MachineDetection.of(shown),
                shown.part("chatMetrics").as(ChatMetricsView::of),
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
                shown.part("agent").as(RecordedAgentView::of),
                shown.part("customer").part("capabilities").whole(),
                shown.all("mediaStreams", stream -> stream.text("type")),
                shown.all("routingCriteria", RoutingCriteriaView::of),
                shown.part("outboundStrategy").whole(),
                shown.part("contactLens").whole(),
                shown.all("contactEvaluations", Evaluation::of),
                shown.part("voiceIdResult").whole(),
                shown.part("wisdomInfo").as(Wisdom::of),
                shown.part("globalResiliencyMetadata").as(GlobalResiliency::of),
                shown.part("contactDetails").whole(),
                shown.part("additionalEmailRecipients").as(EmailRecipients::of));
    }

    private static EndpointView address(RecordPart endpoint) {
        return new EndpointView(endpoint.text("type"), endpoint.text("address"));
    }

    @Schema(name = "DisconnectDetails")
    public record DisconnectDetails(
            @Schema(description = "AGENT_CONNECTIVITY_ISSUE, CUSTOMER_DEVICE_ISSUE, …") @Nullable
            String potentialDisconnectIssue) {

        static DisconnectDetails of(RecordPart part) {
            return new DisconnectDetails(part.text("potentialDisconnectIssue"));
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
