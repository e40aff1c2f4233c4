package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.contactstatus.kinesis.ConsumerStatus.Phase;
import io.contactstatus.kinesis.StreamLookup.Found;
import io.contactstatus.kinesis.StreamLookup.Missing;
import io.contactstatus.kinesis.StreamLookup.Unanswered;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.Status;
import org.springframework.mock.env.MockEnvironment;
import software.amazon.kinesis.common.StreamIdentifier;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener.WorkerState;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseCoordinator;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/// What becomes of schedulers: these ones do as they are told.
@Timeout(30)
class StreamConsumerTest {

    private static final StreamIdentifier CALLS = StreamIdentifier.multiStreamInstance("111122223333:calls:1767614400");

    private static final StreamIdentifier CALLS_AGAIN =
            StreamIdentifier.multiStreamInstance("111122223333:calls:1767614500");
    private static final StreamName CALLS_NAME = new StreamName("calls", null);
    private static final StreamName AGENTS_NAME = new StreamName("agents", null);
    private static final StreamLookup NONE_THERE =
            new StreamLookup(Map.of(CALLS_NAME, new Missing("stream calls does not exist")));

    private final KinesisProperties properties = Binder.get(new MockEnvironment()
                    .withProperty("contact-status.kinesis.timing.stream-check", "100ms")
                    .withProperty("contact-status.kinesis.timing.shutdown", "1s"))
            .bindOrCreate("contact-status.kinesis", KinesisProperties.class);
    private final Streams streams = mock();
    private final SchedulerFactory schedulers = mock();
    private final LeaseTable leaseTable = mock();
    private final ShardReaders readers = new ShardReaders(batch -> {}, new KinesisMetrics(new SimpleMeterRegistry()));
    private final AtomicInteger made = new AtomicInteger();
    private final StreamConsumer consumer =
            new StreamConsumer(properties, streams, schedulers, readers, leaseTable, Provisioning.NONE);
    private final KinesisHealth health = new KinesisHealth(consumer, readers);

    @BeforeEach
    void nameTheStreams() {
        when(streams.found()).thenReturn(there(CALLS));
        when(schedulers.worker()).thenReturn("me");
    }

    @AfterEach
    void stop() {
        consumer.stop();
    }

    @Test
    void isReadyWhenShardsAreBeingRead() {
        schedule(listener -> run(listener, WorkerState.INITIALIZING, WorkerState.STARTED));

        consumer.start();

        awaitPhase(Phase.READING);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void waitsForAStreamThatIsMissingAndSaysSo() {
        when(streams.found()).thenReturn(NONE_THERE).thenReturn(there(CALLS));
        schedule(listener -> run(listener, WorkerState.STARTED));

        consumer.start();

        await().untilAsserted(() -> {
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.health().getDetails()).containsEntry("reason", "stream calls does not exist");
        });
        awaitPhase(Phase.READING);
    }

    private static StreamLookup there(StreamIdentifier calls) {
        return new StreamLookup(Map.of(CALLS_NAME, new Found(calls)));
    }

    @Test
    void readsTheStreamsThatAreThereAndNamesTheOthers() {
        when(streams.found())
                .thenReturn(new StreamLookup(Map.of(
                        CALLS_NAME, new Found(CALLS), AGENTS_NAME, new Missing("stream agents does not exist"))));
        schedule(listener -> run(listener, WorkerState.STARTED));

        consumer.start();

        awaitPhase(Phase.READING);
        verify(schedulers).over(eq(List.of(CALLS)), eq(true), any());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(health.health().getDetails())
                .containsEntry("missing", Map.of("agents", "stream agents does not exist"));
    }

    @Test
    void readsAStreamThatWasMadeAgainUnderItsNewIdentity() {
        scheduleUntilAskedToLeave();
        consumer.start();
        awaitPhase(Phase.READING);

        when(streams.found()).thenReturn(there(CALLS_AGAIN));

        await().untilAsserted(() -> verify(schedulers).over(eq(List.of(CALLS_AGAIN)), eq(true), any()));
        awaitPhase(Phase.READING);
        verify(leaseTable, never()).handOver(any(), any());
    }

    @Test
    void changesNothingWhenNobodyAnswers() {
        schedule(listener -> run(listener, WorkerState.STARTED));
        consumer.start();
        awaitPhase(Phase.READING);

        when(streams.found()).thenReturn(new StreamLookup(Map.of(CALLS_NAME, new Unanswered("away"))));

        verify(streams, timeout(5_000).atLeast(4)).found();
        assertThat(made).hasValue(1);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void deletesNoLeasesUnlessEveryStreamWasAnsweredFor() {
        when(streams.found())
                .thenReturn(new StreamLookup(
                        Map.of(CALLS_NAME, new Found(CALLS), AGENTS_NAME, new Unanswered("throttled"))));
        schedule(listener -> run(listener, WorkerState.STARTED));

        consumer.start();

        awaitPhase(Phase.READING);
        verify(schedulers).over(eq(List.of(CALLS)), eq(false), any());
    }

    @Test
    void goesOnLookingAfterALookThatFailed() {
        scheduleUntilAskedToLeave();
        consumer.start();
        awaitPhase(Phase.READING);

        when(streams.found()).thenThrow(new IllegalStateException("a bug")).thenReturn(there(CALLS_AGAIN));

        await().untilAsserted(() -> verify(schedulers).over(eq(List.of(CALLS_AGAIN)), eq(true), any()));
    }

    @Test
    void abandonsABatchThatWaitsForTheStoreAndHandsItsShardOver() throws InterruptedException {
        var waiting = new CountDownLatch(1);
        var waitingReaders =
                new ShardReaders(batch -> waitForEver(waiting), new KinesisMetrics(new SimpleMeterRegistry()));
        var checkpoints = new RecordedCheckpoints();
        var ended = new CompletableFuture<Boolean>();
        when(schedulers.over(any(), anyBoolean(), any())).thenAnswer(asked -> {
            var scheduler = scheduler(asked.getArgument(2), listener -> run(listener, WorkerState.STARTED));
            // As KCL has it: the end waits for the batches.
            when(scheduler.startGracefulShutdown()).thenReturn(ended);
            return scheduler;
        });
        var leaving =
                new StreamConsumer(properties, streams, schedulers, waitingReaders, leaseTable, Provisioning.NONE);
        leaving.start();
        await().until(() -> leaving.situation().phase() == Phase.READING);
        var reader = waitingReaders.shardRecordProcessor(CALLS);
        reader.initialize(InitializationInput.builder().shardId("shard-1").build());
        Thread.ofPlatform().start(() -> {
            reader.processRecords(ProcessRecordsInput.builder()
                    .records(List.of(KinesisClientRecord.builder()
                            .sequenceNumber("101")
                            .data(ByteBuffer.allocate(1))
                            .build()))
                    .checkpointer(checkpoints)
                    .build());
            ended.complete(true);
        });
        waiting.await();

        var before = System.nanoTime();
        leaving.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(ended).isCompletedWithValue(true);
        assertThat(checkpoints.attempts()).isZero();
        verify(leaseTable).handOver(List.of("a lease"), "me");
    }

    private static void waitForEver(CountDownLatch waiting) {
        waiting.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private void scheduleUntilAskedToLeave() {
        when(schedulers.over(any(), anyBoolean(), any())).thenAnswer(asked -> {
            made.incrementAndGet();
            var asking = new CountDownLatch(1);
            var scheduler = scheduler(asked.getArgument(2), listener -> {
                listener.onWorkerStateChange(WorkerState.STARTED);
                asking.await();
            });
            when(scheduler.startGracefulShutdown()).thenAnswer(graceful -> {
                asking.countDown();
                return CompletableFuture.completedFuture(true);
            });
            return scheduler;
        });
    }

    @Test
    void startsAnotherSchedulerWhenOneDies() {
        schedule(listener -> {
            if (made.get() == 1) {
                throw new NoSuchMethodError("a wrong jar");
            }
            run(listener, WorkerState.STARTED);
        });

        consumer.start();

        await().untilAsserted(() -> assertThat(health.health().getDetails().get("reason"))
                .isEqualTo("java.lang.NoSuchMethodError: a wrong jar"));
        awaitPhase(Phase.READING);
        assertThat(made).hasValue(2);
        assertThat(health.health().getDetails()).doesNotContainKey("reason");
    }

    @Test
    void forgetsTheReadersOfASchedulerThatDied() {
        schedule(listener -> {
            if (made.get() == 1) {
                readers.shardRecordProcessor(CALLS)
                        .initialize(
                                InitializationInput.builder().shardId("shard-1").build());
                throw new StackOverflowError();
            }
            run(listener, WorkerState.STARTED);
        });

        consumer.start();

        awaitPhase(Phase.READING);
        assertThat(made).hasValue(2);
        assertThat(readers.reading())
                .as("else it would count as behind for ever")
                .isEmpty();
    }

    @Test
    void runsNoSchedulerThatWasMadeWhileItWasAskedToStop() {
        var ran = new CountDownLatch(1);
        when(schedulers.over(any(), anyBoolean(), any())).thenAnswer(asked -> {
            await().until(consumer::isRunning);
            consumer.stop();
            return scheduler(asked.getArgument(2), listener -> ran.countDown());
        });

        consumer.start();

        awaitPhase(Phase.STOPPED);
        assertThat(ran.getCount()).isEqualTo(1);
    }

    @Test
    void startsAnotherSchedulerWhenOneGivesUp() {
        schedule(listener -> {
            listener.onWorkerStateChange(WorkerState.INITIALIZING);
            if (made.get() > 1) {
                run(listener, WorkerState.STARTED);
            }
        });

        consumer.start();

        awaitPhase(Phase.READING);
        assertThat(made).hasValue(2);
    }

    @Test
    void stopsAtOnceWhileKclInitialises() {
        schedule(listener -> run(listener, WorkerState.INITIALIZING));
        consumer.start();
        awaitPhase(Phase.INITIALIZING);

        var before = System.nanoTime();
        consumer.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(consumer.isRunning()).isFalse();
    }

    @Test
    void handsItsLeasesOverWhenItLeaves() {
        schedule(listener -> run(listener, WorkerState.STARTED));
        consumer.start();
        awaitPhase(Phase.READING);

        consumer.stop();

        verify(leaseTable).handOver(List.of("a lease"), "me");
    }

    @Test
    void stopsAtOnceWhileItWaitsForStreams() {
        when(streams.found()).thenReturn(NONE_THERE);
        consumer.start();
        await().until(() -> consumer.situation().why() != null);

        consumer.stop();

        awaitPhase(Phase.STOPPED);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void stopsBeforeTheWebServerAndStartsAfterIt() {
        assertThat(consumer.getPhase()).isEqualTo(Integer.MAX_VALUE);
        assertThat(consumer.isAutoStartup()).isTrue();
    }

    private interface Life {

        void live(WorkerStateChangeListener listener) throws InterruptedException;
    }

    private void schedule(Life life) {
        when(schedulers.over(any(), anyBoolean(), any())).thenAnswer(asked -> {
            made.incrementAndGet();
            return scheduler(asked.getArgument(2), life);
        });
    }

    private static Scheduler scheduler(WorkerStateChangeListener listener, Life life) {
        var scheduler = mock(Scheduler.class);
        var leases = mock(LeaseCoordinator.class);
        var lease = new Lease();
        lease.leaseKey("a lease");
        when(leases.getAssignments()).thenReturn(List.of(lease));
        when(scheduler.leaseCoordinator()).thenReturn(leases);
        when(scheduler.executorService()).thenReturn(Executors.newSingleThreadExecutor());
        when(scheduler.startGracefulShutdown()).thenReturn(CompletableFuture.completedFuture(true));
        doAnswer(run -> {
                    life.live(listener);
                    return null;
                })
                .when(scheduler)
                .run();
        return scheduler;
    }

    /// Until it is interrupted.
    private static void run(WorkerStateChangeListener listener, WorkerState... states) throws InterruptedException {
        List.of(states).forEach(listener::onWorkerStateChange);
        new CountDownLatch(1).await();
    }

    private void awaitPhase(Phase phase) {
        await().until(() -> consumer.situation().phase() == phase);
    }
}
