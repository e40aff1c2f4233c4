package io.contactstatus.view;

import io.contactstatus.contact.Talk;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that was recorded of a contact.
///
/// @param index never changes its meaning: the contact record's own count from 0, captured ones from 100
@Schema(name = "Recording")
public record RecordingView(
        @Schema(description = "The contact record's own from 0, captured ones from 100; never changes its meaning.")
        int index,

        @Schema(description = "AUDIO, VIDEO, CHAT, …") @Nullable
        String mediaStreamType,

        @Schema(description = "Captured ones: ALL, CUSTOMER, or AGENT, which is what the customer heard.") @Nullable
        String participantType,

        @Schema(description = "S3, KINESIS_VIDEO_STREAM, LIVE_CAPTURE, …") @Nullable
        String storage,

        @Schema(description = "EXPECTED, CAPTURING, AVAILABLE, DELETED, FAILED, …; absent while unknown.") @Nullable
        String status,

        @Schema(description = "Bucket and key.") @Nullable String location,

        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        @Nullable Integer durationSeconds,
        @Nullable String deletionReason,

        @Schema(description = "When captured audio was paused. Absent where it was not.") @Nullable
        List<RecordingPause> pauses,

        @Schema(description = "Who spoke how long, in audio that the service has captured.") @Nullable
        Talk talk,

        @Schema(description = "Where it is heard. Absent where there is nothing to hear, or not yet.") @Nullable
        String mediaUrl) {

    /// What a contact record tells of.
    static RecordingView recorded(
            int index,
            @Nullable String mediaStreamType,
            @Nullable String participantType,
            @Nullable String storage,
            @Nullable String status,
            @Nullable String location,
            @Nullable Instant startedAt,
            @Nullable Instant stoppedAt,
            @Nullable Integer durationSeconds,
            @Nullable String deletionReason) {
        return new RecordingView(
                index,
                mediaStreamType,
                participantType,
                storage,
                status,
                location,
                startedAt,
                stoppedAt,
                durationSeconds,
                deletionReason,
                null,
                null,
                null);
    }

    public RecordingView heardAt(String url) {
        return new RecordingView(
                index,
                mediaStreamType,
                participantType,
                storage,
                status,
                location,
                startedAt,
                stoppedAt,
                durationSeconds,
                deletionReason,
                pauses,
                talk,
                url);
    }
}
