package io.contactstatus.kinesis;

/// The streams cannot be read yet: one is missing or being made, or Kinesis was not reached.
/// Its message is for operators.
class StreamsNotReady extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String why;

    StreamsNotReady(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
