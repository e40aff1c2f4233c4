package io.contactstatus.background;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Spaces requests evenly: quotas are small, and other programs of the account need them too.
public final class RequestRateLimiter {

    private final long interval;
    private long next = System.nanoTime();

    public RequestRateLimiter(double perSecond) {
        interval = Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /// Returns when the caller's turn has come.
    public void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(turn(Long.MAX_VALUE));
    }

    /// Waits for the caller's turn if it comes in that time, and takes none if not.
    public boolean await(Duration most) throws InterruptedException {
        var turn = turn(most.toNanos());
        if (turn < 0) {
            return false;
        }
        TimeUnit.NANOSECONDS.sleep(turn);
        return true;
    }

    private synchronized long turn(long most) {
        var now = System.nanoTime();
        var turn = Math.max(0, next - now);
        if (turn > most) {
            return -1;
        }
        next = now + turn + interval;
        return turn;
    }
}
