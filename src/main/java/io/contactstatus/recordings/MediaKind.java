package io.contactstatus.recordings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a recording is to its listener.
public enum MediaKind {
    AUDIO("audio/wav"),
    /// A recording of the agent's screen.
    SCREEN("video/mp4"),
    /// A transcript of a chat, for [ChatTranscripts].
    CHAT("application/json"),
    OTHER("application/octet-stream");

    private final String mediaType;

    MediaKind(String mediaType) {
        this.mediaType = mediaType;
    }

    /// @param storage live audio is said to be `VIDEO` too, but not in S3
    static MediaKind of(@Nullable String mediaStreamType, @Nullable String storage) {
        return switch (mediaStreamType == null ? "" : mediaStreamType) {
            case "AUDIO" -> AUDIO;
            case "VIDEO" -> "S3".equals(storage) ? SCREEN : AUDIO;
            case "CHAT" -> CHAT;
            default -> OTHER;
        };
    }

    /// By the name of the file where it tells more than the kind.
    String mediaTypeOf(String fileName) {
        return switch (this) {
            case AUDIO -> fileName.toLowerCase(Locale.ROOT).endsWith(".mp3") ? "audio/mpeg" : mediaType;
            case SCREEN -> fileName.toLowerCase(Locale.ROOT).endsWith(".webm") ? "video/webm" : mediaType;
            case CHAT, OTHER -> mediaType;
        };
    }
}
