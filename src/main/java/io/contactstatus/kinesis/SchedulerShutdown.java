package io.contactstatus.kinesis;

import io.contactstatus.background.BackgroundLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.Lease;

/// Ends a scheduler of KCL in time, and leaves its shards to the other instances.
final class SchedulerShutdown {

    private static final Logger log = LoggerFactory.getLogger(SchedulerShutdown.class);
    private static final Duration LONGEST_HAND_OVER = Duration.ofSeconds(2);

    private final ShardReaders readers;
    private final LeaseTable leaseTable;
    private final Duration patience;

    /// @param patience for a graceful end; batches get half of it to be stored
    SchedulerShutdown(ShardReaders readers, LeaseTable leaseTable, Duration patience) {
        this.readers = readers;
        this.leaseTable = leaseTable;
        this.patience = patience;
    }

    /// @param thread that the scheduler runs on, interrupted when it does not end in time
    /// @return whether it has ended gracefully
    boolean leave(Scheduler scheduler, BackgroundLoop thread) {
        var half = patience.dividedBy(2);
        try {
            var end = scheduler.startGracefulShutdown();
            if (!hasEnded(end, half)) {
                log.warn("some batches still wait for the store: the next owners of their shards read them again");
                readers.abandonAll();
            }
            if (hasEnded(end, half)) {
                return true;
            }
            log.warn("reading streams has not ended in time");
            scheduler.shutdown();
            thread.interruptRound();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static boolean hasEnded(Future<Boolean> end, Duration time) throws InterruptedException {
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

    /// KCL cannot be asked while it initialises. Nothing is being read yet; it ends when it gets there.
    void endLater(Scheduler scheduler) {
        Thread.ofPlatform().name("kinesis-late-end").daemon().start(scheduler::shutdown);
    }

    /// KCL only forgets its leases: other instances would wait until they have expired.
    void handOver(List<Lease> held, String worker) {
        var keys = held.stream().map(Lease::leaseKey).toList();
        var handing = Thread.ofVirtual().name("kinesis-hand-over").start(() -> leaseTable.handOver(keys, worker));
        try {
            if (!handing.join(LONGEST_HAND_OVER)) {
                handing.interrupt();
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /// Clears away what a scheduler that has ended, however it did, has left behind.
    void clear(Scheduler dead) {
        readers.abandonAll();
        if (!dead.shutdownComplete()) {
            dead.shutdown();
            dead.executorService().shutdownNow();
        }
        // KCL does not tell them any more that their leases are lost.
        readers.forgetAll();
    }
}
