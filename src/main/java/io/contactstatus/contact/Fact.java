package io.contactstatus.contact;

/// What is shown of a contact, one by one.
public enum Fact {
    STATUS,
    CHANNEL,
    INITIATION_METHOD,
    CUSTOMER,
    SYSTEM_ENDPOINT,
    QUEUE,
    AGENT,
    FLOW,
    INITIATED,
    CONNECTED_TO_SYSTEM,
    ENQUEUED,
    DEQUEUED,
    CONNECTED_TO_AGENT,
    AFTER_CONTACT_WORK,
    DISCONNECTED,
    DISCONNECT_REASON,
    COMPLETED,
    DURATIONS,
    TAGS
}
