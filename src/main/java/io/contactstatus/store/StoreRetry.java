package io.contactstatus.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.ExponentialBackOff;

/// Retries a request while the store cannot be reached, with growing pauses and jitter.
public final class StoreRetry {

    private static final Logger log = LoggerFactory.getLogger(StoreRetry.class);

    private static final long NANOS_BETWEEN_WARNINGS = Duration.ofSeconds(10).toNanos();

    private final @Nullable Long deadline;
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    private StoreRetry(@Nullable Long deadline) {
        this.deadline = deadline;
    }

    /// For pipes that keep their records until they are stored: a stream whose checkpoint waits.
    public static StoreRetry endless() {
        return new StoreRetry(null);
    }

    /// For pipes whose client holds a connection open, and can come again. The time is for all requests together.
    public static StoreRetry of(Duration time) {
        return new StoreRetry(System.nanoTime() + time.toNanos());
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

    /// Not for each: hundreds of threads may be waiting at the same time.
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
