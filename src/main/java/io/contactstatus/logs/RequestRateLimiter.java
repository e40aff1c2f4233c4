package io.contactstatus.logs;

import java.util.concurrent.TimeUnit;

/// Spaces requests evenly: the quota is small, and other programs of the account need it too.
final class RequestRateLimiter {

    private final long interval;
    private long next = System.nanoTime();

    RequestRateLimiter(double perSecond) {
        interval = Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /// Returns when the caller's turn has come.
    void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(turn());
    }

    private synchronized long turn() {
        var now = System.nanoTime();
        var turn = Math.max(0, next - now);
        next = now + turn + interval;
        return turn;
    }
}
