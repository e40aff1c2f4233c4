package io.contactstatus.dialect;

/// What a block of a flow does.
public enum BlockKind {
    PROMPT,
    CHOICE,
    INPUT,
    QUEUE,
    TRANSFER,
    CALLBACK,
    ATTRIBUTE,
    LAMBDA,
    CHECK,
    FLOW,
    RECORDING,
    HOLD,
    END,
    /// Of which nothing is known.
    OTHER;

    /// Whether its result is what a customer said or pressed, which may be anything.
    public boolean isAnswered() {
        return this == CHOICE || this == INPUT;
    }
}
