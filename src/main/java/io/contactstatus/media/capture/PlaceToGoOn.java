package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Position;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where the next connection to a stream begins: after the last token, after the last fragment where that token was
/// refused, at the time of the last block where the fragment was refused as well. What comes twice is taken once.
final class PlaceToGoOn {

    /// The beginning of the stream's first fragment may lie before the time that the flow saw.
    private static final Duration BEFORE_THE_START = Duration.ofSeconds(5);

    private @Nullable StreamPlace last;
    private boolean tokenRefused;
    private boolean numberRefused;

    /// @param at how far the recording has come; null while there is none
    /// @param start what was spoken before is not asked for
    StreamPlace next(@Nullable Position at, Instant start) {
        var next = place(at, start);
        last = next;
        return next;
    }

    private StreamPlace place(@Nullable Position at, Instant start) {
        if (at == null) {
            return new StreamPlace.At(start.minus(BEFORE_THE_START));
        }
        if (at.token() != null && !tokenRefused) {
            return new StreamPlace.AfterToken(at.token());
        }
        return at.number() == null || numberRefused
                ? new StreamPlace.At(Instant.ofEpochMilli(at.lastMillis()))
                : new StreamPlace.AfterFragment(at.number());
    }

    /// There is no such place in the stream.
    void isGone() {
        switch (last) {
            case StreamPlace.AfterToken _ -> tokenRefused = true;
            case StreamPlace.AfterFragment _ -> numberRefused = true;
            case StreamPlace.At _ -> {}
            case null -> {}
        }
    }

    /// A fragment was read: it has a token and a number of its own.
    void isLeft() {
        tokenRefused = false;
        numberRefused = false;
    }
}
