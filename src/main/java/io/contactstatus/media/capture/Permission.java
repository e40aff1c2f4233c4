package io.contactstatus.media.capture;

import io.contactstatus.store.Capture;
import java.time.Instant;

/// Whether a call may be captured.
sealed interface Permission {

    /// @param since what was said before is not kept
    record Given(Instant since) implements Permission {}

    /// Nothing is read, and nothing is written.
    record Awaited() implements Permission {}

    /// It was taken back: what there is already is deleted.
    record Withdrawn() implements Permission {}

    /// A no at the same time as the first yes takes it back.
    static Permission of(Capture.Consent consent) {
        var given = consent.firstGiven();
        var refused = consent.lastRefused();
        if (given == null) {
            return new Awaited();
        }
        return refused == null || refused.isBefore(given) ? new Given(given) : new Withdrawn();
    }
}
