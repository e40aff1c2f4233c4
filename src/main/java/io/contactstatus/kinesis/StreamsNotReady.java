package io.contactstatus.kinesis;

/// The streams cannot be read yet: one is missing or being made, or Kinesis was not reached. Its message is for
/// operators.
final class StreamsNotReady extends RuntimeException {

    private static final long serialVersionUID = 1;

    StreamsNotReady(String why) {
        super(why);
    }
}
