package io.contactstatus.kinesis;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the reading of streams stands, for health and metrics. Written by the consumer, read by any thread.
final class ConsumerStatus {

    enum Phase {
        WAITING,
        INITIALIZING,
        READING,
        STOPPED
    }

    /// @param why what it waits for, or what ended the last scheduler
    record Situation(Phase phase, Instant since, @Nullable String why) {}

    private volatile Situation situation = new Situation(Phase.STOPPED, Instant.now(), null);
    private volatile Map<String, String> missing = Map.of();

    void enter(Phase phase, @Nullable String why) {
        situation = new Situation(phase, Instant.now(), why);
    }

    boolean is(Phase phase) {
        return situation.phase() == phase;
    }

    Situation situation() {
        return situation;
    }

    /// The streams that are configured and not read, and why.
    Map<String, String> missing() {
        return missing;
    }

    /// @param reasons by stream, not to be changed any more
    void missing(Map<String, String> reasons) {
        missing = reasons;
    }
}
