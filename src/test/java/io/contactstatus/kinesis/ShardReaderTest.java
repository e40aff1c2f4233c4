package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.contactstatus.ingest.RawRecord;
import io.contactstatus.store.GapStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.FixedBackOff;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/// The life of a shard's reader, as KCL leads it.
@Timeout(30)
class ShardReaderTest {

    private static final String STREAM = "111122223333:calls:1767614400";
    private static final String LEASE = STREAM + ":shard-1";

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final List<String> gaps = new ArrayList<>();
    private final RecordedCheckpoints checkpoints = new RecordedCheckpoints();
    private final List<RawRecord> stored = Collections.synchronizedList(new ArrayList<>());
    private final KeptLeases leases = new KeptLeases();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /// Leases in a map, instead of in DynamoDB.
    private static final class KeptLeases implements Leases {

        private final Map<String, String> held = new ConcurrentHashMap<>(Map.of(LEASE, "token-1"));

        @Override
        public @Nullable String token(String leaseKey) {
            return held.get(leaseKey);
        }

        @Override
        public void giveUp(String leaseKey, String token) {
            held.remove(leaseKey, token);
        }
    }

    @Test
    void checkpointsTheLastRecordOfABatchWhenAllOfItIsStored() {
        var reader = reader(batch -> {
            assertThat(checkpoints.set()).isEmpty();
            stored.addAll(batch);
        });

        deliver(reader, record("101"), record("102"), record("103"));

        assertThat(stored).hasSize(3);
        assertThat(checkpoints.set()).containsExactly("103/0");
    }

    @Test
    void tellsWhereARecordWasAlsoWithinAnAggregate() {
        var reader = reader(stored::addAll);

        deliver(reader, record("101"), aggregated("102", 0), aggregated("102", 1));

        assertThat(stored)
                .extracting(RawRecord::position)
                .containsExactly("calls/shard-1/101", "calls/shard-1/102/0", "calls/shard-1/102/1");
        assertThat(stored)
                .extracting(RawRecord::parcel)
                .containsExactly(null, "calls/shard-1/102", "calls/shard-1/102");
        assertThat(new String(stored.getFirst().payload(), StandardCharsets.UTF_8))
                .isEqualTo("payload of 101");
        assertThat(checkpoints.set()).containsExactly("102/1");
    }

    @Test
    void checkpointsNothingWhenNothingCame() {
        var reader = reader(stored::addAll);

        deliver(reader);

        assertThat(checkpoints.attempts()).isZero();
        assertThat(stored).isEmpty();
    }

    @Test
    void doesNotCheckpointAnInterruptedBatchNorAnythingAfterIt() throws InterruptedException {
        var storing = new CountDownLatch(1);
        var reader = reader(waitingForEver(storing));
        var interrupted = new AtomicBoolean();
        var kcl = Thread.ofPlatform().start(() -> {
            deliver(reader, record("101"));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        storing.await();

        reader.abandon();
        kcl.join();

        deliver(reader, record("102"));
        reader.shutdownRequested(
                ShutdownRequestedInput.builder().checkpointer(checkpoints).build());
        reader.shardEnded(ShardEndedInput.builder().checkpointer(checkpoints).build());
        assertThat(checkpoints.attempts()).isZero();
        assertThat(leases.held).as("the lease is somebody else's to take").isEmpty();
        assertThat(interrupted).as("KCL's thread goes on with other things").isFalse();
    }

    @Test
    void givesABatchUpThatSomebodyElseInterrupts() throws InterruptedException {
        var storing = new CountDownLatch(1);
        var reader = reader(waitingForEver(storing));
        var kcl = Thread.ofPlatform().start(() -> deliver(reader, record("101")));
        storing.await();

        kcl.interrupt();
        kcl.join();

        deliver(reader, record("102"));
        assertThat(checkpoints.attempts()).isZero();
        assertThat(leases.held).isEmpty();
    }

    @Test
    void endsTheWaitOfABatchWhoseShardHasChangedHands() throws InterruptedException {
        var storing = new CountDownLatch(1);
        var reader = reader(waitingForEver(storing));
        var kcl = Thread.ofPlatform().start(() -> deliver(reader, record("101")));
        storing.await();

        reader.abandonIfLost();
        assertThat(kcl.join(Duration.ofMillis(300)))
                .as("as long as it holds the lease it waits")
                .isFalse();

        // Lost, and taken again: the reader of the new lease starts from the checkpoint, too.
        leases.held.put(LEASE, "token-2");
        reader.abandonIfLost();
        kcl.join();

        assertThat(checkpoints.attempts()).isZero();
        assertThat(leases.held).containsEntry(LEASE, "token-2");
    }

    @Test
    void doesNotSkipABatchThatFailsUnexpectedly() {
        var failures = new ArrayList<Throwable>(List.of(
                new IllegalStateException("a bug"), new NoClassDefFoundError("a bad jar"), new StackOverflowError()));
        var reader = reader(batch -> {
            if (!failures.isEmpty()) {
                throwIt(failures.removeFirst());
            }
            stored.addAll(batch);
        });

        deliver(reader, record("101"));

        assertThat(stored).hasSize(1);
        assertThat(checkpoints.set()).containsExactly("101/0");
        assertThat(meters.get("contact_status.kinesis.failures").counter().count())
                .isEqualTo(3);
    }

    @Test
    void checkpointsNothingAfterABatchThatItCouldNotEvenWaitFor() {
        var reader = reader(readers(), stored::addAll, () -> {
            throw new OutOfMemoryError("for the moment");
        });

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> deliver(reader, record("101")));
        deliver(reader, record("102"));

        assertThat(checkpoints.attempts()).isZero();
        assertThat(leases.held).as("read again from the checkpoint there is").isEmpty();
    }

    @Test
    void triesAThrottledCheckpointAgain() {
        checkpoints.failWith(List.of(new ThrottlingException("slowly"), new ThrottlingException("slowly")));
        var reader = reader(stored::addAll);

        deliver(reader, record("101"));

        assertThat(checkpoints.set()).containsExactly("101/0");
        assertThat(checkpoints.attempts()).isEqualTo(3);
        assertThat(stored).as("stored once").hasSize(1);
    }

    @Test
    void leavesTheShardWhenItsCheckpointIsSomebodyElses() {
        checkpoints.failWith(List.of(new ShutdownException("not yours")));
        var reader = reader(stored::addAll);

        deliver(reader, record("101"));
        deliver(reader, record("102"));

        assertThat(checkpoints.attempts()).isEqualTo(1);
        assertThat(stored).hasSize(1);
    }

    @Test
    void leavesTheShardWhenTheCheckpointIsOutOfOrder() {
        checkpoints.failWith(List.of(new IllegalArgumentException("behind the last one")));
        var reader = reader(stored::addAll);

        deliver(reader, record("101"));

        assertThat(checkpoints.attempts()).isEqualTo(1);
        assertThat(leases.held).as("read again from the checkpoint there is").isEmpty();
    }

    @Test
    void checkpointsTheEndOfAShardUntilItIsSet() {
        checkpoints.failWith(List.of(new ThrottlingException("slowly")));
        var readers = readers();
        var reader = reader(readers, stored::addAll);
        assertThat(readers.reading()).containsExactly(reader);

        reader.shardEnded(ShardEndedInput.builder().checkpointer(checkpoints).build());

        assertThat(checkpoints.set()).containsExactly(RecordedCheckpoints.DELIVERED);
        assertThat(readers.reading()).isEmpty();
        assertThat(leases.held).as("KCL needs it to begin the child shards").isNotEmpty();
    }

    @Test
    void leavesTheEndOfAShardToItsNextOwner() {
        checkpoints.failWith(List.of(new ShutdownException("not yours")));
        var reader = reader(stored::addAll);

        reader.shardEnded(ShardEndedInput.builder().checkpointer(checkpoints).build());

        assertThat(checkpoints.attempts()).isEqualTo(1);
    }

    @Test
    void checkpointsNothingWhenAskedToLeave() {
        var reader = reader(stored::addAll);
        deliver(reader, record("101"));

        reader.shutdownRequested(
                ShutdownRequestedInput.builder().checkpointer(checkpoints).build());

        assertThat(checkpoints.set()).containsExactly("101/0");
    }

    @Test
    void isNotThereAnyMoreWhenItsLeaseIsLost() {
        var readers = readers();
        var reader = reader(readers, stored::addAll);

        reader.leaseLost(LeaseLostInput.builder().build());
        deliver(reader, record("101"));

        assertThat(readers.reading()).isEmpty();
        assertThat(stored).isEmpty();
    }

    @Test
    void tellsHowFarBehindItIsAlsoWhileTheStoreIsAway() throws InterruptedException {
        var storing = new CountDownLatch(1);
        var readers = readers();
        var reader = reader(readers, waitingForEver(storing));
        deliver(reader, 7_000L);
        assertThat(reader.progress().millisBehindNow()).isEqualTo(7_000);
        var kcl = Thread.ofPlatform().start(() -> deliver(reader, 8_000L, record("101")));
        storing.await();

        await().untilAsserted(() -> {
            assertThat(reader.progress().millisBehindNow()).isGreaterThan(8_050);
            assertThat(reader.progress().checkpointAge().toMillis()).isGreaterThan(50);
        });
        assertThat(readers.progress("calls")).hasSize(1);

        reader.abandon();
        kcl.join();
    }

    private static void throwIt(Throwable failure) {
        switch (failure) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        }
    }

    /// As the ingestion waits for a store.
    private static Consumer<List<RawRecord>> waitingForEver(CountDownLatch waiting) {
        return batch -> {
            waiting.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stop);
            }
        };
    }

    private ShardReaders readers() {
        var told = new GapStore() {

            @Override
            public void keep(Instant end, String where) {
                gaps.add(end + " " + where);
            }

            @Override
            public Optional<Instant> last() {
                return Optional.empty();
            }
        };
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var readers = new ShardReaders(
                batch -> {}, new KinesisMetrics(meters), () -> new ShardGap(told, Duration.ofMinutes(10), clock));
        readers.holdBy(leases);
        return readers;
    }

    @Test
    void aReaderThatBeginsWithTheNewestRecordTellsAGapOnce() {
        var reader = new ShardReader(
                "calls", STREAM, stored::addAll, readers(), new KinesisMetrics(meters), new FixedBackOff(1, 1));
        reader.initialize(InitializationInput.builder()
                .shardId("shard-1")
                .extendedSequenceNumber(ExtendedSequenceNumber.LATEST)
                .build());

        deliver(reader);
        deliver(reader, record("101"));

        assertThat(gaps).containsExactly(NOON + " calls/shard-1");
    }

    @Test
    void aReaderThatBeginsFarBehindTellsAGapWhenItHasCaughtUp() {
        var reader = reader(stored::addAll);
        var arrived = NOON.minus(Duration.ofHours(2));

        deliver(reader, 7_200_000L, record("101", arrived), record("102", arrived.plusSeconds(1)));
        deliver(reader, 600_000L, record("103", arrived.plusSeconds(900)));
        assertThat(gaps).isEmpty();
        deliver(reader, 0L, record("104", NOON));
        deliver(reader, 900_000L, record("105", NOON));
        deliver(reader, 0L, record("106", NOON));

        assertThat(gaps).containsExactly(arrived + " calls/shard-1");
    }

    private static KinesisClientRecord record(String sequence, Instant arrived) {
        return record(sequence).toBuilder().approximateArrivalTimestamp(arrived).build();
    }

    private ShardReader reader(Consumer<List<RawRecord>> sink) {
        return reader(readers(), sink);
    }

    private ShardReader reader(ShardReaders readers, Consumer<List<RawRecord>> sink) {
        return reader(readers, sink, new FixedBackOff(1, Long.MAX_VALUE));
    }

    private ShardReader reader(ShardReaders readers, Consumer<List<RawRecord>> sink, BackOff pauses) {
        var reader = new ShardReader("calls", STREAM, sink, readers, new KinesisMetrics(meters), pauses);
        reader.initialize(InitializationInput.builder().shardId("shard-1").build());
        return reader;
    }

    private void deliver(ShardReader reader, KinesisClientRecord... records) {
        deliver(reader, 0L, records);
    }

    private void deliver(ShardReader reader, Long millisBehind, KinesisClientRecord... records) {
        reader.processRecords(ProcessRecordsInput.builder()
                .records(Arrays.asList(records))
                .millisBehindLatest(millisBehind)
                .checkpointer(checkpoints)
                .build());
    }

    private static KinesisClientRecord record(String sequence) {
        return KinesisClientRecord.builder()
                .sequenceNumber(sequence)
                .data(ByteBuffer.wrap(("payload of " + sequence).getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private static KinesisClientRecord aggregated(String sequence, long subSequence) {
        return record(sequence).toBuilder()
                .aggregated(true)
                .subSequenceNumber(subSequence)
                .build();
    }
}
