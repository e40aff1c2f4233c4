package io.contactstatus.journey;

/// What a [Step] is about.
public enum Kind {
    START,
    PROMPT,
    INPUT,
    CHOICE,
    QUEUE,
    RINGING,
    AGENT,
    HOLD,
    PAUSE,
    TRANSFER,
    CALLBACK,
    ATTRIBUTE,
    LAMBDA,
    CHECK,
    FLOW,
    RECORDING,
    /// What Contact Lens heard.
    SPEECH,
    /// Something about the contact changed that is no event of its life.
    UPDATE,
    ERROR,
    END,
    /// A contact record.
    RECORD,
    /// Whatever could not be understood.
    OTHER
}
