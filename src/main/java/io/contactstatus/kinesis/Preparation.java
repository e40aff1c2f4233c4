package io.contactstatus.kinesis;

/// What has to be done before streams can be read.
@FunctionalInterface
interface Preparation {

    Preparation NONE = () -> {};

    /// @throws StreamsNotReady when it has to be tried again
    void prepare();
}
