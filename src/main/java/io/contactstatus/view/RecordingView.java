package io.contactstatus.view;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was recorded of a contact.
@Schema(name = "Recording")
public record RecordingView(
        int index,

        @Schema(description = "AUDIO, VIDEO, CHAT, …") @Nullable
        String mediaStreamType,

        @Nullable String participantType,

        @Schema(description = "S3, KINESIS_VIDEO_STREAM, …") @Nullable
        String storage,

        @Schema(description = "AVAILABLE, DELETED, …; absent while unknown.") @Nullable
        String status,

        @Schema(description = "Bucket and key.") @Nullable String location,

        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        @Nullable Integer durationSeconds,
        @Nullable String deletionReason) {}
