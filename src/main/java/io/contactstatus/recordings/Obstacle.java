package io.contactstatus.recordings;

import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import org.jspecify.annotations.Nullable;

/// Why there is nothing to hear.
public enum Obstacle {
    NOT_YET(ProblemType.RECORDING_NOT_YET, "It is expected, and not there yet"),
    STREAM_ONLY(ProblemType.RECORDING_NOT_PLAYABLE, "It is in the media stream only, and was not captured"),
    CAPTURE_FAILED(ProblemType.RECORDING_NOT_PLAYABLE, "Its capture has failed"),
    BUCKET_NOT_CONFIGURED(
            ProblemType.RECORDING_NOT_PLAYABLE,
            "It does not lie in a bucket, or not below a prefix, that is configured here"),
    UNKNOWN_STORAGE(ProblemType.RECORDING_NOT_PLAYABLE, "It is not told where it lies"),
    LOST(ProblemType.RECORDING_GONE, "It is not where it was put any more: something else has deleted it"),
    DELETED(ProblemType.RECORDING_GONE, "It was deleted");

    private final ProblemType type;
    private final String detail;

    Obstacle(ProblemType type, String detail) {
        this.type = type;
        this.detail = detail;
    }

    ProblemException problem() {
        return problem(null);
    }

    /// @param why in more words
    ProblemException problem(@Nullable String why) {
        var text = why == null ? detail : detail + ": " + why;
        return this == NOT_YET ? new RecordingNotYet(text) : new ProblemException(type, text);
    }
}
