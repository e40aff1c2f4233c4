package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.contactstatus.kinesis.StreamConsumer.Phase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
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

/// What becomes of schedulers: these ones do as they are told.
@Timeout(30)
class StreamConsumerTest {

    private static final StreamIdentifier CALLS = StreamIdentifier.multiStreamInstance("111122223333:calls:1767614400");

    private final KinesisProperties properties =
            Binder.get(new MockEnvironment()).bindOrCreate("contact-status.kinesis", KinesisProperties.class);
    private final Streams streams = mock();
    private final Schedulers schedulers = mock();
    private final LeaseTable leaseTable = mock();
    private final ShardReaders readers = new ShardReaders(batch -> {}, new KinesisMetrics(new SimpleMeterRegistry()));
    private final AtomicInteger made = new AtomicInteger();
    private final StreamConsumer consumer =
            new StreamConsumer(properties, streams, schedulers, readers, leaseTable, Preparation.NONE);
    private final KinesisHealth health = new KinesisHealth(consumer, readers);

    @BeforeEach
    void nameTheStreams() {
        when(streams.identified()).thenReturn(List.of(CALLS));
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
        when(streams.identified())
                .thenThrow(new StreamsNotReady("stream calls does not exist"))
                .thenReturn(List.of(CALLS));
        schedule(listener -> run(listener, WorkerState.STARTED));

        consumer.start();

        await().untilAsserted(() -> {
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.health().getDetails()).containsEntry("reason", "stream calls does not exist");
        });
        awaitPhase(Phase.READING);
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
        when(schedulers.over(any(), any())).thenAnswer(asked -> {
            await().until(consumer::isRunning);
            consumer.stop();
            return scheduler(asked.getArgument(1), listener -> ran.countDown());
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
        when(streams.identified()).thenThrow(new StreamsNotReady("stream calls does not exist"));
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
        when(schedulers.over(any(), any())).thenAnswer(asked -> {
            made.incrementAndGet();
            return scheduler(asked.getArgument(1), life);
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
