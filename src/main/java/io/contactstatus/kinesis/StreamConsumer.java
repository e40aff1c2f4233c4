package io.contactstatus.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.backoff.ExponentialBackOff;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;
import software.amazon.kinesis.leases.Lease;

/// Keeps a scheduler of KCL running, from the start of the application to its end: starts last, stops first.
///
/// ```
///  start ──▶ WAITING ──a stream is there──▶ INITIALIZING ──▶ READING ──stop──▶ STOPPED
///               ▲                                │              │
///               └────────── after a pause ───────┴── it ended ──┘
///                           or at once when there are other streams
/// ```
///
/// Whatever ends a scheduler that was not asked to, another one is started: an `Error` would otherwise end its thread
/// and leave the rest of the application running. So nothing here is a reason to restart the process, but until shards
/// are read the instance is not ready, and says why.
///
/// Streams that are missing are asked for again and again, while the others are read. A scheduler reads the streams it
/// was made for: when there are others now, also new ones of the same name, it is ended and another one is made.
final class StreamConsumer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StreamConsumer.class);
    private static final Duration BETWEEN_LOOKS_AT_LEASES = Duration.ofSeconds(1);
    private static final Duration LONGEST_HAND_OVER = Duration.ofSeconds(2);

    enum Phase {
        WAITING,
        INITIALIZING,
        READING,
        STOPPED
    }

    /// @param why what it waits for, or what ended the last scheduler
    record Situation(Phase phase, Instant since, @Nullable String why) {}

    private final KinesisProperties properties;
    private final Streams streams;
    private final Schedulers schedulers;
    private final ShardReaders readers;
    private final LeaseTable leaseTable;
    private final Preparation preparation;

    private volatile Situation situation = new Situation(Phase.STOPPED, Instant.now(), null);
    private volatile Map<String, String> missing = Map.of();
    private volatile @Nullable Run run;

    StreamConsumer(
            KinesisProperties properties,
            Streams streams,
            Schedulers schedulers,
            ShardReaders readers,
            LeaseTable leaseTable,
            Preparation preparation) {
        this.properties = properties;
        this.streams = streams;
        this.schedulers = schedulers;
        this.readers = readers;
        this.leaseTable = leaseTable;
        this.preparation = preparation;
    }

    Situation situation() {
        var current = run;
        return current == null || current.thread.isAlive()
                ? situation
                : new Situation(Phase.STOPPED, situation.since(), "its thread has ended");
    }

    /// The streams that are configured and not read, and why.
    Map<String, String> missing() {
        return missing;
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            run = new Run();
        }
    }

    @Override
    public void stop() {
        var current = run;
        if (current != null) {
            current.stop();
            run = null;
        }
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }

    /// After everything else, and before it at the end.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    /// From one start to one stop.
    private final class Run implements WorkerStateChangeListener {

        private final CountDownLatch stopping = new CountDownLatch(1);
        private final ExponentialBackOff pauses = new ExponentialBackOff(500, 2);
        private final Thread thread;
        private final List<Thread> watches;
        private volatile @Nullable Scheduler scheduler;
        private volatile FoundStreams found = new FoundStreams(Map.of());
        private volatile boolean leavingForOthers;

        Run() {
            pauses.setMaxInterval(30_000);
            pauses.setJitter(200);
            enter(Phase.WAITING, "starting");
            thread = Thread.ofPlatform().name("kinesis").daemon().start(this::keepReading);
            watches = List.of(
                    watching("kinesis-leases", BETWEEN_LOOKS_AT_LEASES, readers::abandonLost),
                    watching("kinesis-streams", properties.timing().streamCheck(), this::lookForOthers));
        }

        private void keepReading() {
            var attempts = pauses.start();
            while (!isStopping()) {
                var begun = System.nanoTime();
                try {
                    read();
                    continue;
                } catch (StreamsNotReady notYet) {
                    log.warn("streams cannot be read yet: {}", notYet.getMessage());
                    failed(notYet.getMessage());
                } catch (Throwable failure) {
                    log.error("reading streams has failed", failure);
                    failed(failure.toString());
                }
                if (System.nanoTime() - begun > TimeUnit.MINUTES.toNanos(10)) {
                    attempts = pauses.start();
                }
                pause(attempts.nextBackOff());
            }
            enter(Phase.STOPPED, null);
        }

        private void read() {
            preparation.prepare();
            tell(streams.found().since(found));
            if (found.readable().isEmpty()) {
                throw new StreamsNotReady(String.join("; ", new TreeSet<>(missing.values())));
            }
            if (isStopping()) {
                return;
            }
            log.info("reading {} as {}", found.readable(), schedulers.worker());
            leavingForOthers = false;
            runOver(found);
            if (!isStopping() && !leavingForOthers) {
                throw new IllegalStateException("the scheduler has ended by itself");
            }
        }

        private void tell(FoundStreams now) {
            found = now;
            missing = now.unreadable();
        }

        private void runOver(FoundStreams streams) {
            var one = schedulers.over(streams.readable(), streams.isCertain(), this);
            readers.holdBy(new HeldLeases(one.leaseCoordinator()));
            // Not the phase of the one before: this one cannot be asked to leave yet.
            enter(Phase.INITIALIZING, null);
            scheduler = one;
            try {
                // Whoever asked to stop before there was a scheduler has not seen this one.
                if (!isStopping()) {
                    one.run();
                }
            } finally {
                scheduler = null;
                clear(one);
            }
        }

        /// What its end has left behind.
        private void clear(Scheduler dead) {
            readers.abandonAll();
            if (!dead.shutdownComplete()) {
                dead.shutdown();
                dead.executorService().shutdownNow();
            }
            // Nobody tells them any more that their leases are lost.
            readers.forgetAll();
        }

        /// Only while streams are read: otherwise they are asked for anyway.
        private void lookForOthers() {
            var current = scheduler;
            if (current == null || situation.phase() != Phase.READING) {
                return;
            }
            var before = found;
            var now = streams.found().since(before);
            if (now.isReadLike(before)) {
                tell(now);
            } else if (current.equals(scheduler)) {
                log.info("reading others from now on: {} instead of {}", now.readable(), before.readable());
                leavingForOthers = true;
                leave(current, () -> {});
            }
        }

        @Override
        public void onWorkerStateChange(WorkerState state) {
            switch (state) {
                case CREATED, INITIALIZING -> enter(Phase.INITIALIZING, null);
                case STARTED -> enter(Phase.READING, null);
                case SHUT_DOWN_STARTED, SHUT_DOWN -> log.info("KCL: {}", state);
            }
        }

        private void failed(@Nullable String why) {
            enter(Phase.WAITING, why);
        }

        private void enter(Phase phase, @Nullable String why) {
            situation = new Situation(phase, Instant.now(), why);
        }

        private boolean isStopping() {
            return stopping.getCount() == 0;
        }

        private void pause(long millis) {
            try {
                if (stopping.await(millis, TimeUnit.MILLISECONDS)) {
                    log.debug("asked to stop");
                }
            } catch (InterruptedException asked) {
                log.debug("interrupted while waiting");
            }
        }

        private Thread watching(String name, Duration pause, Runnable look) {
            return Thread.ofVirtual().name(name).start(() -> {
                try {
                    while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                        look(name, look);
                    }
                } catch (InterruptedException asked) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        /// One look that fails must not be the last.
        private static void look(String name, Runnable look) {
            try {
                look.run();
            } catch (RuntimeException | Error failure) {
                log.error("{} has failed, and goes on", name, failure);
            }
        }

        void stop() {
            stopping.countDown();
            watches.forEach(Thread::interrupt);
            var current = scheduler;
            if (current == null) {
                thread.interrupt();
            } else if (situation.phase() == Phase.READING) {
                var held = List.copyOf(current.leaseCoordinator().getAssignments());
                leave(current, () -> handOver(held));
            } else {
                // KCL cannot be asked while it initialises. Nothing is being read yet; it ends when it gets there.
                Thread.ofPlatform().name("kinesis-late-end").daemon().start(current::shutdown);
                thread.interrupt();
            }
        }

        /// Batches get half of the time to be stored.
        private void leave(Scheduler current, Runnable afterwards) {
            var half = properties.timing().shutdown().dividedBy(2);
            try {
                var end = current.startGracefulShutdown();
                if (!hasEnded(end, half)) {
                    log.warn("some batches still wait for the store: whoever gets their shards reads them again");
                    readers.abandonAll();
                }
                if (hasEnded(end, half)) {
                    afterwards.run();
                } else {
                    log.warn("reading streams has not ended in time");
                    current.shutdown();
                    thread.interrupt();
                }
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean hasEnded(Future<Boolean> end, Duration time) throws InterruptedException {
            try {
                end.get(time.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException waiting) {
                return false;
            } catch (ExecutionException failure) {
                log.warn("reading streams has not ended well", failure.getCause());
                return true;
            }
        }

        /// KCL only forgets its leases: others would wait until they have expired.
        private void handOver(List<Lease> held) {
            var keys = held.stream().map(Lease::leaseKey).toList();
            var handing = Thread.ofVirtual()
                    .name("kinesis-hand-over")
                    .start(() -> leaseTable.handOver(keys, schedulers.worker()));
            try {
                if (!handing.join(LONGEST_HAND_OVER)) {
                    handing.interrupt();
                }
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
