package io.contactstatus.contact;

/// The voices a contact is heard through. The order breaks ties between facts of the same moment: the later
/// in this list wins.
public enum Source {
    FLOW_EVENT,
    FLOW_LOG,
    CONTACT_LENS,
    AGENT_EVENT,
    /// What Amazon Connect answered when it was asked.
    RECONCILED,
    CONTACT_EVENT,
    CONTACT_RECORD,
    API
}
