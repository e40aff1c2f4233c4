package io.contactstatus.kinesis;

import io.contactstatus.background.BackgroundLoop;
import io.contactstatus.background.BackgroundLoop.Next;
import io.contactstatus.kinesis.ConsumerStatus.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.coordinator.WorkerStateChangeListener;

/// Keeps a scheduler of KCL running, from one start to one stop.
///
/// ```
///  start ──▶ WAITING ──a stream is there──▶ INITIALIZING ──▶ READING ──stop──▶ STOPPED
///               ▲                                │              │
///               └────────── after a pause ───────┴── it ended ──┘
///                           or at once when there are other streams
/// ```
///
/// Whatever ends a scheduler that was not asked to, another one is started: an `Error` would otherwise end its
/// thread and leave the rest of the application running.
///
/// Streams that are missing are looked up again and again, while the others are read. A scheduler reads the
/// streams it was made for: when there are others now, also new ones of the same name, it is ended and another
/// one is made.
final class ConsumerRun implements WorkerStateChangeListener {

    private static final Logger log = LoggerFactory.getLogger(ConsumerRun.class);
    private static final Duration BETWEEN_LOOKS_AT_LEASES = Duration.ofSeconds(1);
    private static final Duration LONG_LIFE = Duration.ofMinutes(10);

    private final Streams streams;
    private final SchedulerFactory schedulers;
    private final ShardReaders readers;
    private final SchedulerShutdown shutdown;
    private final Provisioning provisioning;
    private final ConsumerStatus status;

    private final BackgroundLoop reading =
            BackgroundLoop.of("kinesis", this::keepReading).onPlatformThread();
    private final BackgroundLoop leaseCheck;
    private final BackgroundLoop streamCheck;
    private final Duration betweenStreamChecks;
    private BackOffExecution pauses = pauses();

    private volatile @Nullable Scheduler scheduler;
    private volatile StreamLookup found = new StreamLookup(Map.of());
    private volatile boolean leavingForOthers;
    private volatile boolean stopping;

    ConsumerRun(
            Streams streams,
            SchedulerFactory schedulers,
            ShardReaders readers,
            SchedulerShutdown shutdown,
            Provisioning provisioning,
            ConsumerStatus status,
            Duration betweenStreamChecks) {
        this.streams = streams;
        this.schedulers = schedulers;
        this.readers = readers;
        this.shutdown = shutdown;
        this.provisioning = provisioning;
        this.status = status;
        this.betweenStreamChecks = betweenStreamChecks;
        leaseCheck = check("kinesis-leases", BETWEEN_LOOKS_AT_LEASES, readers::abandonLost);
        streamCheck = check("kinesis-streams", betweenStreamChecks, this::lookForOthers);
    }

    private static BackOffExecution pauses() {
        var pauses = new ExponentialBackOff(500, 2);
        pauses.setMaxInterval(30_000);
        pauses.setJitter(200);
        return pauses.start();
    }

    private static BackgroundLoop check(String name, Duration pause, Runnable look) {
        return BackgroundLoop.of(name, () -> {
                    look.run();
                    return Next.after(pause);
                })
                .onFailure(failure -> {
                    log.error("{} has failed, and goes on", name, failure);
                    return pause;
                });
    }

    void start() {
        status.enter(Phase.WAITING, "starting");
        reading.start();
        leaseCheck.startAfter(BETWEEN_LOOKS_AT_LEASES);
        streamCheck.startAfter(betweenStreamChecks);
    }

    boolean isAlive() {
        return reading.isAlive();
    }

    void stop() {
        stopping = true;
        reading.finish();
        for (var check : List.of(leaseCheck, streamCheck)) {
            check.finish();
            check.interruptRound();
        }
        var current = scheduler;
        if (current == null) {
            reading.interruptRound();
        } else if (status.is(Phase.READING)) {
            var held = List.copyOf(current.leaseCoordinator().getAssignments());
            if (shutdown.leave(current, reading)) {
                shutdown.handOver(held, schedulers.worker());
            }
        } else {
            shutdown.endLater(current);
            reading.interruptRound();
        }
        status.enter(Phase.STOPPED, null);
    }

    private Next keepReading() {
        var begun = System.nanoTime();
        try {
            read();
            return Next.immediately();
        } catch (StreamsNotReady notYet) {
            log.warn("streams cannot be read yet: {}", notYet.getMessage());
            status.enter(Phase.WAITING, notYet.getMessage());
        } catch (Throwable failure) {
            log.error("reading streams has failed", failure);
            status.enter(Phase.WAITING, failure.toString());
        } finally {
            // An interrupt was meant for the scheduler that has ended, not for the next one.
            Thread.interrupted();
            if (stopping) {
                status.enter(Phase.STOPPED, null);
            }
        }
        if (System.nanoTime() - begun > LONG_LIFE.toNanos()) {
            pauses = pauses();
        }
        return Next.after(Duration.ofMillis(pauses.nextBackOff()));
    }

    private void read() {
        provisioning.prepare();
        show(streams.found().since(found));
        if (found.readable().isEmpty()) {
            throw new StreamsNotReady(
                    String.join("; ", new TreeSet<>(status.missing().values())));
        }
        if (stopping) {
            return;
        }
        log.info("reading {} as {}", found.readable(), schedulers.worker());
        leavingForOthers = false;
        runOver(found);
        if (!stopping && !leavingForOthers) {
            throw new IllegalStateException("the scheduler has ended by itself");
        }
    }

    private void show(StreamLookup now) {
        found = now;
        status.missing(now.unreadable());
    }

    private void runOver(StreamLookup streams) {
        var one = schedulers.over(streams.readable(), streams.isCertain(), this);
        readers.holdBy(new KclLeases(one.leaseCoordinator()));
        // Not the phase of the one before: this one cannot be asked to leave yet.
        status.enter(Phase.INITIALIZING, null);
        scheduler = one;
        try {
            // A stop before there was a scheduler has not seen this one.
            if (!stopping) {
                one.run();
            }
        } finally {
            scheduler = null;
            shutdown.clear(one);
        }
    }

    /// Only while streams are read: otherwise they are looked up anyway.
    private void lookForOthers() {
        var current = scheduler;
        if (current == null || !status.is(Phase.READING)) {
            return;
        }
        var before = found;
        var now = streams.found().since(before);
        if (now.isReadLike(before)) {
            show(now);
        } else if (current.equals(scheduler)) {
            log.info("reading others from now on: {} instead of {}", now.readable(), before.readable());
            leavingForOthers = true;
            shutdown.leave(current, reading);
        }
    }

    @Override
    public void onWorkerStateChange(WorkerState state) {
        switch (state) {
            case CREATED, INITIALIZING -> status.enter(Phase.INITIALIZING, null);
            case STARTED -> status.enter(Phase.READING, null);
            case SHUT_DOWN_STARTED, SHUT_DOWN -> log.info("KCL: {}", state);
        }
    }
}
