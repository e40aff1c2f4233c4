package io.contactstatus.contact;

/// What is true of a contact, each for itself. All but [#ON_HOLD] tell what ever was.
public enum Flag {
    QUEUED,
    CONNECTED_TO_AGENT,
    ON_HOLD,
    /// An agent let it ring, or refused it, while the customer was still there.
    MISSED_BY_AGENT,
    ABANDONED,
    /// The customer is called back on it.
    CALLBACK,
    /// It took the customer over from another leg, or another leg took the customer over.
    TRANSFERRED,
    /// The customer's side has ended.
    DISCONNECTED,
    COMPLETED,
    RECORD_RECEIVED,
    /// Amazon Connect was asked after the last thing that was heard of it, and does not know it.
    UNKNOWN_TO_CONNECT
}
