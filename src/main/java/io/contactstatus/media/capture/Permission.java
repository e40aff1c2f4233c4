package io.contactstatus.media.capture;

import java.time.Instant;

/// Whether a call may be captured.
sealed interface Permission {

    /// @param since what was said before is not kept
    record Given(Instant since) implements Permission {}

    /// Nothing is read, and nothing is written.
    record Awaited() implements Permission {}

    /// It was taken back: what there is already is deleted.
    record Withdrawn() implements Permission {}
}
