package io.contactstatus.simulator;

/// What a record is, and so through which pipe Amazon Connect would send it.
public enum RecordKind {
    /// An EventBridge envelope.
    CONTACT_EVENT,
    /// A gzip CloudWatch Logs subscription envelope with flow log lines of one contact, or a control message.
    FLOW_LOGS,
    /// A snapshot diff from the agent event stream.
    AGENT_EVENT,
    /// A contact record (CTR).
    CONTACT_RECORD,
    /// What a flow hands to its Lambda function.
    FLOW_EVENT
}
