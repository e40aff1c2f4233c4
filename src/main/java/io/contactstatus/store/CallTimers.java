package io.contactstatus.store;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// What ends calls of the SDK that take too long.
///
/// Every call sets two timers and cancels them when it is answered. The SDK's own executor keeps them, with the thread
/// of the call, until their time has come: tens of thousands at a thousand calls a second, each of which wakes its
/// thread in vain.
final class CallTimers implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("dynamodb-timers").factory());

    /// A timer that would be the next one to end wakes the thread. With something due before all of them none is.
    private final ScheduledFuture<?> tick = timers.scheduleWithFixedDelay(() -> {}, 1, 1, TimeUnit.SECONDS);

    CallTimers() {
        timers.setRemoveOnCancelPolicy(true);
    }

    ScheduledExecutorService executor() {
        return timers;
    }

    /// Those of calls that are under way.
    long running() {
        return timers.getQueue().stream().filter(timer -> !timer.equals(tick)).count();
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }
}
