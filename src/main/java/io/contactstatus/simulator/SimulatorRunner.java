package io.contactstatus.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Plays stories against the clock on the wall and hands over each record when it is due.
///
/// A sink that fails gets the same batch again, later and later, like a consumer that cannot checkpoint. What
/// is due meanwhile waits, up to a bound; beyond it no new contact is started.
final class SimulatorRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SimulatorRunner.class);
    private static final int BATCH = 50;
    private static final int MOST_PENDING = 20_000;
    private static final Duration MOST_BEHIND = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_NAP = Duration.ofMillis(500);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

    private final SimulatorProperties properties;
    private final SimulatedRecords sink;
    private final Clock clock;
    private @Nullable Performance performance;

    SimulatorRunner(SimulatorProperties properties, SimulatedRecords sink, Clock clock) {
        this.properties = properties;
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (performance != null) {
            return;
        }
        log.warn("THE DATA IS SIMULATED: {} invented contacts a minute are being played", properties.rate());
        performance = new Performance();
    }

    @Override
    public synchronized void stop() {
        if (performance != null) {
            performance.stop();
            performance = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return performance != null;
    }

    /// One run, from start to stop. All but the latch belongs to its thread.
    private final class Performance {

        private final CountDownLatch stopped = new CountDownLatch(1);
        private final Disturbance disturbance = properties.disturbance();
        private final Duration interval = Duration.ofNanos(Math.max(1, (long) (60e9 / properties.rate())));
        private final PriorityQueue<SimulatedRecord> pending =
                new PriorityQueue<>(Comparator.comparing(SimulatedRecord::at));
        private final Simulation simulation;
        private final Thread thread;
        private Instant nextContact;
        private Duration backOff = FIRST_BACK_OFF;

        Performance() {
            nextContact = clock.instant();
            simulation = new Simulation(properties.seed(), nextContact, properties.speed(), properties.recordings());
            thread = Thread.ofVirtual().name("simulator").start(this::play);
        }

        void stop() {
            stopped.countDown();
            try {
                if (!thread.join(PATIENCE)) {
                    // A sink that is waiting for something has to notice as well.
                    thread.interrupt();
                    thread.join(PATIENCE);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void play() {
            try {
                do {
                    startContacts(clock.instant());
                    deliver();
                } while (!stopped.await(untilNext().toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }

        private void startContacts(Instant now) {
            var tooLate = now.minus(MOST_BEHIND);
            while (!nextContact.isAfter(now) && stopped.getCount() > 0) {
                if (pending.size() < MOST_PENDING && !nextContact.isBefore(tooLate)) {
                    pending.addAll(disturbance.of(simulation.idleUntil(nextContact)));
                    pending.addAll(disturbance.of(simulation.next(nextContact).records()));
                } else {
                    // What could not be started in time is not made up for later.
                    nextContact = now;
                }
                nextContact = nextContact.plus(interval);
            }
        }

        private void deliver() throws InterruptedException {
            for (var batch = due(); !batch.isEmpty(); batch = due()) {
                while (!accepted(batch)) {
                    if (stopped.await(backOff.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                    backOff = shorter(backOff.multipliedBy(2), LONGEST_BACK_OFF);
                }
                backOff = FIRST_BACK_OFF;
                if (stopped.getCount() == 0) {
                    return;
                }
            }
        }

        private List<SimulatedRecord> due() {
            var now = clock.instant();
            var batch = new ArrayList<SimulatedRecord>();
            for (var record = pending.peek(); record != null && batch.size() < BATCH; record = pending.peek()) {
                if (record.at().isAfter(now)) {
                    break;
                }
                pending.remove();
                batch.add(record);
            }
            return batch;
        }

        private boolean accepted(List<SimulatedRecord> batch) {
            try {
                sink.accept(batch);
                return true;
            } catch (RuntimeException failure) {
                // Its message may quote what was in the batch.
                log.warn(
                        "simulated records were not accepted: {}",
                        failure.getClass().getName());
                return false;
            }
        }

        private Duration untilNext() {
            var record = pending.peek();
            var next = record == null || nextContact.isBefore(record.at()) ? nextContact : record.at();
            var wait = Duration.between(clock.instant(), next);
            return wait.isNegative() ? Duration.ZERO : shorter(wait.plusMillis(1), LONGEST_NAP);
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }
}
