package io.contactstatus.view;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The chat metrics of a contact record. Times spent are in milliseconds.
@Schema(name = "ChatMetrics")
public record ChatMetricsView(
        @Nullable ChatTotals contact,
        @Nullable ParticipantMetrics customer,
        @Nullable ParticipantMetrics agent) {

    static ChatMetricsView of(RecordPart part) {
        return new ChatMetricsView(
                part.part("contactMetrics").as(ChatTotals::of),
                part.part("customerMetrics").as(ParticipantMetrics::of),
                part.part("agentMetrics").as(ParticipantMetrics::of));
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
}
