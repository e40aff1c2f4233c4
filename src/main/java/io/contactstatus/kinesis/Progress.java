package io.contactstatus.kinesis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a shard has been read, by the clock of this process (`System.nanoTime`).
///
/// @param millisBehind what Kinesis said of the last delivery; null before the first one
/// @param deliveredAt when the last delivery came
/// @param doneAt when all that had been delivered was stored and checkpointed
record Progress(@Nullable Long millisBehind, long deliveredAt, long doneAt) {

    private static final Duration SILENCE = Duration.ofSeconds(30);

    static Progress begun() {
        var now = System.nanoTime();
        return new Progress(null, now, now);
    }

    Progress delivered(@Nullable Long behind, boolean empty) {
        var now = System.nanoTime();
        return new Progress(behind == null ? millisBehind : behind, now, empty ? now : doneAt);
    }

    Progress checkpointed() {
        return new Progress(millisBehind, deliveredAt, System.nanoTime());
    }

    private boolean isBusy() {
        return deliveredAt - doneAt > 0;
    }

    /// Kinesis answers every few seconds, also when there is nothing new.
    private boolean isSilent() {
        return millisBehind == null || deliveryAge().compareTo(SILENCE) > 0;
    }

    /// What Kinesis said, and for how long it has been since, while the delivery waits for the store or nothing is
    /// delivered at all: nobody else says so then.
    long millisBehindNow() {
        var said = millisBehind == null ? 0 : millisBehind;
        return isBusy() || isSilent() ? said + since(deliveredAt).toMillis() : said;
    }

    Duration checkpointAge() {
        return since(doneAt);
    }

    Duration deliveryAge() {
        return since(deliveredAt);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
