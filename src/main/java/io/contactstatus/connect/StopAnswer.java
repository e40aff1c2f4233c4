package io.contactstatus.connect;

import java.time.Instant;

/// What became of the wish to end a contact. That it has ended, only Amazon Connect's own events tell.
public sealed interface StopAnswer {

    /// Amazon Connect was asked, and did not refuse.
    record Asked(Instant at) implements StopAnswer {}

    /// Amazon Connect does not take it, or would not have.
    ///
    /// @param why for people; quotes nothing
    record Refused(String why) implements StopAnswer {}

    /// It was not asked, or nothing is known of its answer. It may be asked again.
    ///
    /// @param why for people; quotes nothing
    record Unanswered(String why) implements StopAnswer {}
}
