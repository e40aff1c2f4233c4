package io.contactstatus.reconcile;

import io.contactstatus.background.RequestRateLimiter;
import io.contactstatus.connect.DescribeAnswer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/// When one operation may be asked again: evenly over all instances, and of each instance ever later while it is
/// throttled, and seldom while it is forbidden. One that lacks the permission holds up no other.
final class AskingPace {

    private static final Logger log = LoggerFactory.getLogger(AskingPace.class);

    /// ARNs in records tell which there are.
    private static final int MOST_INSTANCES = 1_000;

    private final String operation;
    private final RequestRateLimiter rate;
    private final Duration forbiddenFor;
    private final ExponentialBackOff backOff;
    private final LongSupplier nanos;

    private final Map<String, Standing> standings = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Standing> eldest) {
            return size() > MOST_INSTANCES;
        }
    };

    AskingPace(String operation, double perSecond) {
        this(operation, perSecond, Duration.ofMinutes(5), Duration.ofSeconds(2), System::nanoTime);
    }

    /// @param forbiddenFor how long an instance is left alone without the permission
    /// @param first how long one is left alone when it is throttled, at first
    /// @param nanos the time, as of `System.nanoTime`
    AskingPace(String operation, double perSecond, Duration forbiddenFor, Duration first, LongSupplier nanos) {
        this.nanos = nanos;
        this.operation = operation;
        this.forbiddenFor = forbiddenFor;
        rate = new RequestRateLimiter(perSecond);
        backOff = new ExponentialBackOff(first.toMillis(), 2);
        backOff.setMaxInterval(Math.max(first.toMillis(), 60_000));
    }

    /// One that has answered as it should is in none.
    private static final class Standing {

        private final BackOffExecution throttled;
        private boolean forbidden;
        private long notBefore;

        Standing(BackOffExecution throttled) {
            this.throttled = throttled;
        }
    }

    /// False while this instance is not to be asked at all.
    ///
    /// @param instance its id
    boolean isOpen(@Nullable String instance) {
        var standing = standings.get(key(instance));
        return standing == null || left(standing).isZero();
    }

    /// Whether it lacked the permission when it was asked last.
    boolean isForbidden(@Nullable String instance) {
        var standing = standings.get(key(instance));
        return standing != null && standing.forbidden;
    }

    /// How long it is until one more instance may be asked; zero where there is no such one.
    Duration pause() {
        return standings.values().stream()
                .map(this::left)
                .filter(Duration::isPositive)
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Duration left(Standing standing) {
        return Duration.ofNanos(Math.max(0, standing.notBefore - nanos.getAsLong()));
    }

    /// Returns when the next one may be asked.
    void await() throws InterruptedException {
        rate.await();
    }

    /// Whether one may be asked at once, and then it has to be.
    boolean isNow() throws InterruptedException {
        return rate.await(Duration.ZERO);
    }

    /// @param instance the id of the one that was asked
    void answered(@Nullable String instance, DescribeAnswer answer) {
        switch (answer) {
            case DescribeAnswer.Described described -> works(instance);
            case DescribeAnswer.Unknown() -> works(instance);
            case DescribeAnswer.Throttled() -> {
                var standing = standing(instance);
                pause(standing, Duration.ofMillis(standing.throttled.nextBackOff()));
            }
            case DescribeAnswer.Forbidden() -> forbid(instance);
            case DescribeAnswer.Failed(var code) -> log.debug("connect:{} has failed: {}", operation, code);
        }
    }

    private void works(@Nullable String instance) {
        var before = standings.remove(key(instance));
        if (before != null && before.forbidden) {
            log.info("connect:{} is allowed now in instance {}", operation, instance);
        }
    }

    /// Said once for each instance, until it is allowed there.
    private void forbid(@Nullable String instance) {
        var standing = standing(instance);
        if (!standing.forbidden) {
            log.warn(
                    "connect:{} is not allowed in instance {}: what it would repair there stays as it is",
                    operation,
                    instance);
            standing.forbidden = true;
        }
        pause(standing, forbiddenFor);
    }

    private Standing standing(@Nullable String instance) {
        return standings.computeIfAbsent(key(instance), any -> new Standing(backOff.start()));
    }

    private static String key(@Nullable String instance) {
        return Objects.requireNonNullElse(instance, "");
    }

    private void pause(Standing standing, Duration pause) {
        standing.notBefore = nanos.getAsLong() + pause.toNanos();
    }
}
