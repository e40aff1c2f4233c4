package io.contactstatus.journey;

import io.contactstatus.dialect.BlockKind;

/// What a [Step] is about.
public enum StepKind {
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
    /// How much both sides spoke in captured audio.
    TALK,
    /// Something about the contact changed that is no event of its life.
    UPDATE,
    ERROR,
    END,
    /// A contact record.
    RECORD,
    /// Whatever could not be understood.
    OTHER;

    static StepKind of(BlockKind block) {
        return switch (block) {
            case PROMPT -> PROMPT;
            case CHOICE -> CHOICE;
            case INPUT -> INPUT;
            case QUEUE -> QUEUE;
            case TRANSFER -> TRANSFER;
            case CALLBACK -> CALLBACK;
            case ATTRIBUTE -> ATTRIBUTE;
            case LAMBDA -> LAMBDA;
            case CHECK -> CHECK;
            case FLOW -> FLOW;
            case RECORDING -> RECORDING;
            case HOLD -> HOLD;
            case END -> END;
            case OTHER -> OTHER;
        };
    }
}
