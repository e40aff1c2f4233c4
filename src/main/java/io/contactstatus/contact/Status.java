package io.contactstatus.contact;

/// Where a contact is in its life, in the order of that life.
public enum Status {
    INITIATED,
    CONNECTED_TO_SYSTEM,
    QUEUED,
    CONNECTING_TO_AGENT,
    CONNECTED_TO_AGENT,
    ON_HOLD,
    PAUSED,
    DISCONNECTED,
    AFTER_CONTACT_WORK,
    COMPLETED
}
