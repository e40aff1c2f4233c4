package io.contactstatus.kinesis;

/// Prepares what has to exist before streams can be read.
@FunctionalInterface
interface Provisioning {

    Provisioning NONE = () -> {};

    /// @throws StreamsNotReady when it has to be tried again
    void prepare();
}
