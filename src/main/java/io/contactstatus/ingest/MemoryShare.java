package io.contactstatus.ingest;

import io.contactstatus.decode.DecodeMemory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What one request or batch holds of the [IngestMemory], which says how waits cannot lock up. For one thread.
///
/// What is handed over stays counted until the records that were given out are stored.
public final class MemoryShare implements DecodeMemory, AutoCloseable {

    private static final long STEP = 256 * 1024;

    private final IngestMemory memory;
    private @Nullable Long patienceNanos;
    private long came;
    private long held;
    private long handedOver;
    private long granted;
    private long missed;

    /// What was counted already when the reading of the present record began.
    private long others;

    MemoryShare(IngestMemory memory, @Nullable Duration patience) {
        this.memory = memory;
        patienceNanos = patience == null ? null : patience.toNanos();
    }

    /// So much more has come in, or is about to.
    ///
    /// @throws IngestOverloaded when it was waited for in vain
    void came(long bytes) {
        came += bytes;
        if (needed() > granted) {
            await(stepFor(needed()));
        }
    }

    void passed(long bytes) {
        came -= bytes;
        shrink();
    }

    @Override
    public void hold(long bytes) {
        held += bytes;
        if (needed() > granted) {
            grow();
        }
    }

    @Override
    public void free(long bytes) {
        held -= bytes;
    }

    @Override
    public void handOver(long bytes) {
        held -= bytes;
        handedOver += bytes;
    }

    /// The reading of a record begins, or of the next part of it.
    void begin() {
        others = held + handedOver;
    }

    /// Of records that were given out and are not stored yet.
    boolean isFull() {
        return handedOver >= memory.piece();
    }

    /// The records that were given out are stored.
    ///
    /// @param butFor so many bytes of them, which are still to be put away
    void stored(long butFor) {
        handedOver = butFor;
        others = Math.min(others, butFor);
        shrink();
    }

    /// Waits for so much that what was too much can be tried again, from its beginning. What was given out before is
    /// stored.
    ///
    /// @return false when there is not so much at all
    /// @throws IngestOverloaded when it was waited for in vain
    boolean startOver() {
        held = 0;
        handedOver = 0;
        others = 0;
        if (missed > memory.limit()) {
            shrink();
            return false;
        }
        giveBack(patienceNanos == null ? 0 : Math.min(granted, IngestMemory.rounded(came)));
        await(Math.min(memory.limit(), 2 * missed));
        return true;
    }

    private long needed() {
        return came + held + handedOver;
    }

    private long stepFor(long needed) {
        return Math.min(memory.limit(), Math.max(needed, granted + STEP));
    }

    private void grow() {
        var needed = IngestMemory.rounded(needed());
        var comfortable = IngestMemory.rounded(stepFor(needed));
        if (comfortable > granted && memory.takeNow(comfortable - granted)) {
            granted = comfortable;
        } else if (needed <= memory.limit() && memory.takeNow(needed - granted)) {
            granted = needed;
        }
        if (needed > granted) {
            // The others are stored before it is tried again: whether there is room is not for them to say.
            missed = needed - others;
            throw new MemoryShortage();
        }
    }

    private void await(long bytes) {
        var wanted = IngestMemory.rounded(bytes);
        if (wanted <= granted) {
            return;
        }
        try {
            if (patienceNanos == null) {
                memory.take(wanted - granted);
            } else {
                var began = System.nanoTime();
                var taken = memory.take(wanted - granted, patienceNanos);
                patienceNanos = Math.max(0, patienceNanos - (System.nanoTime() - began));
                if (!taken) {
                    throw IngestOverloaded.memory();
                }
            }
            granted = wanted;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw IngestOverloaded.memory();
        }
    }

    private void shrink() {
        var enough = IngestMemory.rounded(needed() + STEP);
        if (granted > 2 * enough) {
            giveBack(enough);
        }
    }

    private void giveBack(long butFor) {
        if (granted > butFor) {
            memory.giveBack(granted - butFor);
            granted = butFor;
        }
    }

    @Override
    public void close() {
        giveBack(0);
    }
}
