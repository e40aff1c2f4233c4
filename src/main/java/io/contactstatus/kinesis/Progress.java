package io.contactstatus.kinesis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a shard has been read, by the clock of this process (`System.nanoTime`).
///
/// @param millisBehind what Kinesis said of the last delivery; null before the first one
/// @param deliveredAt when the last delivery came
/// @param doneAt when all that had been delivered was stored and checkpointed
record Progress(@Nullable Long millisBehind, long deliveredAt, long doneAt) {

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

    /// What Kinesis said, and for how long the delivery has been waiting since: nobody else says so while the store is
    /// away.
    long millisBehindNow() {
        var said = millisBehind == null ? 0 : millisBehind;
        return isBusy() ? said + since(deliveredAt).toMillis() : said;
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
