package io.contactstatus.recordings;

import io.contactstatus.view.RecordingPause;
import io.contactstatus.view.RecordingTalk;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One stretch of captured audio: one start, three files.
///
/// @param id names the run among those of its contact, and its files; no personal data
/// @param startedAt of the first sample
/// @param stoppedAt null while it is captured
/// @param millis of audio that is committed, and so can be heard
/// @param revision grows whenever bytes that were committed are changed: silenced, or repaired
/// @param pauses in which both tracks are silent
public record CapturedRun(
        String id,
        String streamArn,
        State state,
        Instant startedAt,
        @Nullable Instant stoppedAt,
        long millis,
        long revision,
        List<RecordingPause> pauses,
        @Nullable RecordingTalk talk) {

    public enum State {
        CAPTURING,
        AVAILABLE,
        FAILED,
        /// By its retention, by an erasure, or because consent was withdrawn.
        DELETED
    }

    public CapturedRun {
        pauses = List.copyOf(pauses);
    }

    /// Whether what a contact record says of a stream is this run.
    boolean isOf(@Nullable String stream, @Nullable Instant from, @Nullable Instant until) {
        return streamArn.equals(stream)
                && (until == null || !startedAt.isAfter(until))
                && (from == null || stoppedAt == null || !stoppedAt.isBefore(from));
    }
}
