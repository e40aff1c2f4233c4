package io.contactstatus.pages.board;

/// What happened with the customer of an abandoned contact since.
enum FollowUp {
    TALKED_TO,
    BEING_CALLED,
    /// Called, and not reached.
    TRIED,
    NOTHING,
    /// The customer is unknown.
    UNKNOWN
}
