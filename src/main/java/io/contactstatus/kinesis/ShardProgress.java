package io.contactstatus.kinesis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far a shard has been read, by the clock of this process (`System.nanoTime`).
///
/// @param millisBehind what Kinesis said of the last delivery; null before the first one
/// @param deliveredAt when the last delivery came
/// @param doneAt when everything delivered until then was stored and checkpointed
record ShardProgress(@Nullable Long millisBehind, long deliveredAt, long doneAt) {

    private static final Duration SILENCE = Duration.ofSeconds(30);

    static ShardProgress begun() {
        var now = System.nanoTime();
        return new ShardProgress(null, now, now);
    }

    ShardProgress delivered(@Nullable Long behind, boolean empty) {
        var now = System.nanoTime();
        return new ShardProgress(behind == null ? millisBehind : behind, now, empty ? now : doneAt);
    }

    ShardProgress checkpointed() {
        return new ShardProgress(millisBehind, deliveredAt, System.nanoTime());
    }

    private boolean isBusy() {
        return deliveredAt - doneAt > 0;
    }

    /// Kinesis answers every few seconds, also when there is nothing new.
    private boolean isSilent() {
        return millisBehind == null || deliveryAge().compareTo(SILENCE) > 0;
    }

    /// What Kinesis said, plus the time since then while the delivery waits for the store or nothing is
    /// delivered at all: Kinesis says nothing newer then.
    long millisBehindNow() {
        var said = millisBehind == null ? 0 : millisBehind;
        return isBusy() || isSilent() ? said + since(deliveredAt).toMillis() : said;
    }

    Duration checkpointAge() {
        return since(doneAt);
    }

    double checkpointAgeSeconds() {
        return checkpointAge().toMillis() / 1e3;
    }

    Duration deliveryAge() {
        return since(deliveredAt);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
