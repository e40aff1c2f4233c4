package io.contactstatus.bench;

import java.time.Duration;

/// What both consumers that are compared are set to.
record StreamTiming(Duration idleBetweenReads, Duration dispatch, int maxRecords) {

    /// What the service is shipped with.
    static StreamTiming asShipped() {
        return new StreamTiming(Duration.ofSeconds(1), Duration.ofSeconds(1), 1000);
    }

    /// As often as Kinesis lets one consumer ask.
    static StreamTiming quick() {
        return new StreamTiming(Duration.ofMillis(200), Duration.ofMillis(100), 1000);
    }
}
