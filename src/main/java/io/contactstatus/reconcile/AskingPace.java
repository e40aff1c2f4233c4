package io.contactstatus.reconcile;

import io.contactstatus.background.RequestRateLimiter;
import io.contactstatus.connect.DescribeAnswer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/// When one operation may be asked again: evenly, ever later while it is throttled, and seldom while it is forbidden.
final class AskingPace {

    private static final Logger log = LoggerFactory.getLogger(AskingPace.class);

    private final String operation;
    private final RequestRateLimiter rate;
    private final Duration forbiddenFor;
    private final ExponentialBackOff backOff;
    private BackOffExecution throttled;
    private final LongSupplier nanos;
    private boolean forbidden;
    private long notBefore;

    AskingPace(String operation, double perSecond) {
        this(operation, perSecond, Duration.ofMinutes(5), Duration.ofSeconds(2), System::nanoTime);
    }

    /// @param forbiddenFor how long it is left alone without the permission
    /// @param first how long it is left alone when it is throttled, at first
    /// @param nanos the time, as of `System.nanoTime`
    AskingPace(String operation, double perSecond, Duration forbiddenFor, Duration first, LongSupplier nanos) {
        this.nanos = nanos;
        notBefore = nanos.getAsLong();
        this.operation = operation;
        this.forbiddenFor = forbiddenFor;
        rate = new RequestRateLimiter(perSecond);
        backOff = new ExponentialBackOff(first.toMillis(), 2);
        backOff.setMaxInterval(Math.max(first.toMillis(), 60_000));
        throttled = backOff.start();
    }

    /// False while it is not to be asked at all.
    boolean isOpen() {
        return nanos.getAsLong() - notBefore >= 0;
    }

    /// How long that lasts.
    Duration pause() {
        return Duration.ofNanos(Math.max(0, notBefore - nanos.getAsLong()));
    }

    /// Returns when the next one may be asked.
    void await() throws InterruptedException {
        rate.await();
    }

    /// Whether one may be asked at once, and then it has to be.
    boolean isNow() throws InterruptedException {
        return rate.await(Duration.ZERO);
    }

    void answered(DescribeAnswer answer) {
        switch (answer) {
            case DescribeAnswer.Described described -> works();
            case DescribeAnswer.Unknown() -> works();
            case DescribeAnswer.Throttled() -> pause(Duration.ofMillis(throttled.nextBackOff()));
            case DescribeAnswer.Forbidden() -> forbid();
            case DescribeAnswer.Failed(var code) -> log.debug("connect:{} has failed: {}", operation, code);
        }
    }

    private void works() {
        throttled = backOff.start();
        if (forbidden) {
            log.info("connect:{} is allowed now", operation);
            forbidden = false;
        }
    }

    /// Said once, until it is allowed.
    private void forbid() {
        if (!forbidden) {
            log.warn("connect:{} is not allowed: what it would repair stays as it is", operation);
            forbidden = true;
        }
        pause(forbiddenFor);
    }

    private void pause(Duration pause) {
        notBefore = nanos.getAsLong() + pause.toNanos();
    }
}
