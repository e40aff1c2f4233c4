package io.contactstatus.ingest;

import io.contactstatus.store.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.ExponentialBackOff;

/// How long an unreachable store is waited for, with growing pauses that no two waiters share.
public final class Patience {

    private static final Logger log = LoggerFactory.getLogger(Patience.class);

    private static final long NANOS_BETWEEN_WARNINGS = Duration.ofSeconds(10).toNanos();

    private final @Nullable Long deadline;
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    private Patience(@Nullable Long deadline) {
        this.deadline = deadline;
    }

    /// For pipes that hold what is not done yet: a stream whose checkpoint waits.
    public static Patience endless() {
        return new Patience(null);
    }

    /// For pipes where somebody holds a connection open, and can come again. The time is for everything done with it.
    public static Patience of(Duration time) {
        return new Patience(System.nanoTime() + time.toNanos());
    }

    /// @throws StoreUnavailable when the time is over, or the thread is asked to stop
    public <T> T untilDone(Supplier<T> work) {
        var pauses = pauses().start();
        while (true) {
            try {
                return work.get();
            } catch (StoreUnavailable unavailable) {
                var pause = pauses.nextBackOff();
                if (isOver(pause) || Thread.currentThread().isInterrupted()) {
                    throw unavailable;
                }
                warn(unavailable);
                pause(pause, unavailable);
            }
        }
    }

    /// Now and then: hundreds may be waiting for the same thing.
    private void warn(StoreUnavailable unavailable) {
        var now = System.nanoTime();
        var next = nextWarning.get();
        if (now - next >= 0 && nextWarning.compareAndSet(next, now + NANOS_BETWEEN_WARNINGS)) {
            log.warn("waiting for the store: {}", unavailable.getMessage());
        }
    }

    private static ExponentialBackOff pauses() {
        var pauses = new ExponentialBackOff(100, 2);
        pauses.setMaxInterval(5_000);
        pauses.setJitter(100);
        return pauses;
    }

    private boolean isOver(long pauseMillis) {
        return deadline != null && System.nanoTime() + pauseMillis * 1_000_000 - deadline > 0;
    }

    private static void pause(long millis, StoreUnavailable unavailable) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw unavailable;
        }
    }
}
