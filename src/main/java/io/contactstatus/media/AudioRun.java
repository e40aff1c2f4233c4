package io.contactstatus.media;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Talk;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One stretch of captured audio: one start, three tracks.
///
/// @param number from 0; its tracks are the recordings 100 + 3 · number and the two after it
/// @param id names its files
/// @param streamArn where it came from, by which a contact record's own entry is recognised as this one
/// @param startedAt of the first sample
/// @param stoppedAt null while it is captured
/// @param millis of audio that is committed, and so can be heard
/// @param revision another one whenever something was said or filled in that may change committed bytes
/// @param pauses in which both tracks are silent
/// @param reason why there is nothing to hear
public record AudioRun(
        ContactId contact,
        int number,
        String id,
        String streamArn,
        State state,
        Instant startedAt,
        @Nullable Instant stoppedAt,
        long millis,
        long revision,
        List<Pause> pauses,
        @Nullable Talk talk,
        @Nullable String reason) {

    public AudioRun {
        pauses = List.copyOf(pauses);
    }

    /// Whether what a contact record says of a stream is this run.
    public boolean isOf(@Nullable String stream, @Nullable Instant from, @Nullable Instant until) {
        return streamArn.equals(stream)
                && (until == null || !startedAt.isAfter(until))
                && (from == null || stoppedAt == null || !stoppedAt.isBefore(from));
    }

    /// As the contract spells them.
    public enum State {
        CAPTURING,
        AVAILABLE,
        FAILED,
        DELETED
    }

    /// @param until null while it lasts
    public record Pause(Instant from, @Nullable Instant until) {}
}
