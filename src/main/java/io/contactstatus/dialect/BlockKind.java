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

    /// Whether what came of it are words of a customer, who may say anything.
    public boolean isAnswered() {
        return this == CHOICE || this == INPUT;
    }
}
