package io.contactstatus.kinesis;

import io.contactstatus.ingest.RawRecord;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.KinesisClientLibDependencyException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.leases.MultiStreamLease;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/// Takes one shard's batches to the ingestion, for as long as this instance holds the shard's lease.
///
/// ```
///                 initialize
///                     │
///                     ▼       processRecords
///          ┌──────▶ READING ──────────────────▶ STORING
///          │          │                          │   │
///          │          │     all stored, and      │   │
///          └──────────┼──── checkpointed up to ──┘   │
///                     │     the batch's last record  │
///          shardEnded │                              │ interrupted, or the checkpoint was
///          checkpoints│                              │ refused: another instance has the lease
///                     ▼                              ▼
///                   ENDED                        ABANDONED
///                             leaseLost: from any state
/// ```
///
/// READING ⇄ STORING for ever: a store that is away, a throttled checkpoint and even a bug are waited for,
/// because KCL skips a batch whose processing throws. `shutdownRequested` changes nothing.
///
/// ABANDONED is final. Further batches are neither stored nor checkpointed, not even the end of the shard,
/// because they come after one that is not stored. The lease is given up, and its next owner reads from the
/// last checkpoint.
///
/// KCL calls from one thread at a time; [#abandon()] comes from others.
final class ShardReader implements ShardRecordProcessor {

    private static final Logger log = LoggerFactory.getLogger(ShardReader.class);

    private enum State {
        READING,
        STORING,
        ABANDONED,
        ENDED
    }

    private final String stream;
    private final String streamIdentifier;
    private final Consumer<List<RawRecord>> sink;
    private final ShardReaders readers;
    private final KinesisMetrics metrics;
    private final BackOff pauses;
    private final ShardGap gap;

    private volatile String shard = "?";
    private volatile @Nullable String token;
    private volatile ShardProgress progress = ShardProgress.begun();

    private State state = State.READING;
    private @Nullable Thread storing;

    ShardReader(
            String stream,
            String streamIdentifier,
            Consumer<List<RawRecord>> sink,
            ShardReaders readers,
            KinesisMetrics metrics,
            BackOff pauses) {
        this.stream = stream;
        this.streamIdentifier = streamIdentifier;
        this.sink = sink;
        this.readers = readers;
        this.metrics = metrics;
        this.pauses = pauses;
        gap = readers.gap();
    }

    String stream() {
        return stream;
    }

    ShardProgress progress() {
        return progress;
    }

    @Override
    public void initialize(InitializationInput input) {
        shard = input.shardId();
        token = readers.leases().token(leaseKey());
        readers.joined(this);
        gap.beginsAt(input.extendedSequenceNumber());
        log.info("reading {} from {}", this, input.extendedSequenceNumber());
    }

    @Override
    public void processRecords(ProcessRecordsInput input) {
        gap.delivered(input, toString());
        if (!begin(input)) {
            return;
        }
        var dealtWith = false;
        try {
            if (stored(input.records())) {
                var last = input.records().getLast();
                checkpoint(() -> input.checkpointer().checkpoint(last.sequenceNumber(), last.subSequenceNumber()));
            }
            dealtWith = true;
        } finally {
            if (!dealtWith) {
                // KCL goes on with the next batch, whose checkpoint would cover this one.
                abandon();
            }
            end();
        }
    }

    @Override
    public void shardEnded(ShardEndedInput input) {
        // Without this checkpoint the child shards are never read. After an interrupted batch it would skip that batch:
        // so there is none, KCL complains, and the next owner of the lease reads the batch again.
        if (begin(null)) {
            try {
                if (checkpoint(() -> input.checkpointer().checkpoint())) {
                    become(State.ENDED);
                    log.info("{} has ended", this);
                }
            } finally {
                end();
            }
        }
        if (is(State.ENDED)) {
            readers.left(this);
        }
    }

    @Override
    public void shutdownRequested(ShutdownRequestedInput input) {
        // Every finished batch is checkpointed already. KCL's checkpoint covers all it has delivered, so one more here
        // could pass over a batch that was interrupted.
        log.info("leaving {}", this);
    }

    @Override
    public void leaseLost(LeaseLostInput input) {
        abandon();
        readers.left(this);
        log.info("no longer reading {}", this);
    }

    /// Ends the wait for the store, if there is one, so that the thread is free; and stores nothing any more.
    synchronized void abandon() {
        if (state == State.ENDED || state == State.ABANDONED) {
            return;
        }
        state = State.ABANDONED;
        if (storing != null) {
            log.info("interrupting the batch of {}", this);
            storing.interrupt();
        }
    }

    /// When the lease was lost while a batch waits for the store, its new owner reads that batch. KCL would say
    /// so only after the batch.
    void abandonIfLost() {
        if (is(State.STORING) && !holdsLease()) {
            abandon();
        }
    }

    private boolean holdsLease() {
        var held = token;
        return held != null && held.equals(readers.leases().token(leaseKey()));
    }

    private synchronized boolean begin(@Nullable ProcessRecordsInput input) {
        if (state != State.READING) {
            return false;
        }
        if (input != null) {
            progress = progress.delivered(
                    input.millisBehindLatest(), input.records().isEmpty());
            if (input.records().isEmpty()) {
                return false;
            }
        }
        state = State.STORING;
        storing = Thread.currentThread();
        return true;
    }

    private void end() {
        if (ended() == State.ABANDONED) {
            var held = token;
            if (held != null) {
                readers.leases().giveUp(leaseKey(), held);
            }
        }
    }

    private synchronized State ended() {
        storing = null;
        if (state == State.STORING) {
            state = State.READING;
        }
        if (state == State.ABANDONED) {
            // The interrupt was for this batch, not for what KCL does next on this thread.
            Thread.interrupted();
        }
        return state;
    }

    private synchronized void become(State next) {
        if (state != State.ABANDONED) {
            state = next;
        }
    }

    private synchronized boolean is(State asked) {
        return state == asked;
    }

    /// False when the batch was interrupted.
    private boolean stored(List<KinesisClientRecord> records) {
        var started = System.nanoTime();
        var attempts = pauses.start();
        while (!is(State.ABANDONED)) {
            try {
                var batch = records.stream().map(this::raw).toList();
                sink.accept(batch);
                metrics.stored(stream, batch.size(), Duration.ofNanos(System.nanoTime() - started));
                return true;
            } catch (RuntimeException | Error failure) {
                if (!waited(attempts, "could not be stored", failure)) {
                    break;
                }
            }
        }
        abandon();
        return false;
    }

    private boolean wasInterrupted() {
        return is(State.ABANDONED) || Thread.currentThread().isInterrupted();
    }

    /// KCL has taken records apart that the Kinesis Producer Library put together; the number within tells them
    /// apart.
    private RawRecord raw(KinesisClientRecord record) {
        var data = record.data().duplicate();
        var payload = new byte[data.remaining()];
        data.get(payload);
        var position = stream + "/" + shard + "/" + record.sequenceNumber();
        return record.aggregated()
                ? new RawRecord(payload, position + "/" + record.subSequenceNumber(), position)
                : new RawRecord(payload, position);
    }

    private interface Checkpoint {

        void set() throws InvalidStateException, ShutdownException;
    }

    /// Tries until it is set. False when the lease is lost.
    private boolean checkpoint(Checkpoint checkpoint) {
        var attempts = pauses.start();
        while (!is(State.ABANDONED)) {
            try {
                checkpoint.set();
                progress = progress.checkpointed();
                return true;
            } catch (ShutdownException lost) {
                log.info("{} was given to another instance before its checkpoint", this);
                break;
            } catch (ThrottlingException | KinesisClientLibDependencyException transientFailure) {
                if (!waited(attempts, "could not be checkpointed yet", transientFailure)) {
                    break;
                }
            } catch (IllegalArgumentException outOfOrder) {
                // No retry helps: the next owner reads the shard again from the checkpoint there is.
                log.error("{} could not be checkpointed: {}", this, outOfOrder.getMessage());
                break;
            } catch (InvalidStateException | RuntimeException | Error failure) {
                if (!waited(attempts, "could not be checkpointed", failure)) {
                    break;
                }
            }
        }
        abandon();
        return false;
    }

    /// False when the wait was interrupted.
    private boolean waited(BackOffExecution attempts, String what, Throwable failure) {
        if (wasInterrupted()) {
            return false;
        }
        metrics.failed(stream);
        // Without its message and its causes: they might quote the record.
        log.error(
                "{} {}, trying again: {} at {}",
                this,
                what,
                failure.getClass().getName(),
                failure.getStackTrace().length == 0 ? "?" : failure.getStackTrace()[0]);
        try {
            Thread.sleep(attempts.nextBackOff());
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String leaseKey() {
        return MultiStreamLease.getLeaseKey(streamIdentifier, shard);
    }

    @Override
    public String toString() {
        return stream + "/" + shard;
    }
}
