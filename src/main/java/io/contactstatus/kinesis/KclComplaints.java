package io.contactstatus.kinesis;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Says in one warning a minute what KCL says in several errors a second while DynamoDB or Kinesis is away.
/// Whatever else is wrong stays in KCL's own words.
final class KclComplaints extends TurboFilter implements InitializingBean, DisposableBean {

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(KclComplaints.class);

    private static final String KCL = "software.amazon.kinesis.";
    private static final int DEEPEST_CAUSE = 10;

    /// How messages begin that KCL gives no reason in, several times a second: it cannot assign leases that it could
    /// not read.
    private static final List<String> CONSEQUENCES =
            List.of("Failed to perform assignment ", "Not able to assign all expiredOrUnAssignedLeases");

    private final long nanosBetweenWarnings;
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());
    private final AtomicLong leftOut = new AtomicLong();
    private volatile @Nullable Long lastFailure;

    KclComplaints(Duration betweenWarnings) {
        nanosBetweenWarnings = betweenWarnings.toNanos();
    }

    @Override
    public void afterPropertiesSet() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            start();
            logback.addTurboFilter(this);
        }
    }

    @Override
    public void destroy() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        // Asked for every statement of every logger, also for those that are switched off.
        if (level.levelInt < Level.WARN_INT || !logger.getName().startsWith(KCL)) {
            return FilterReply.NEUTRAL;
        }
        var cause = thrown == null ? last(parameters) : thrown;
        if (cause == null) {
            return isConsequence(format) ? leftOut() : FilterReply.NEUTRAL;
        }
        var failure = failureOfAws(cause);
        if (failure == null) {
            return FilterReply.NEUTRAL;
        }
        lastFailure = System.nanoTime();
        leftOut();
        warn(logger.getName(), failure);
        return FilterReply.DENY;
    }

    /// Since the last warning.
    long leftOutLately() {
        return leftOut.get();
    }

    /// Whatever else comes after a failure may have nothing to do with it.
    private boolean isConsequence(@Nullable String format) {
        var last = lastFailure;
        return last != null
                && System.nanoTime() - last < nanosBetweenWarnings
                && format != null
                && CONSEQUENCES.stream().anyMatch(format::startsWith);
    }

    private FilterReply leftOut() {
        leftOut.incrementAndGet();
        return FilterReply.DENY;
    }

    private static @Nullable Throwable last(Object @Nullable [] parameters) {
        return parameters != null
                        && parameters.length > 0
                        && parameters[parameters.length - 1] instanceof Throwable failure
                ? failure
                : null;
    }

    private static @Nullable SdkException failureOfAws(@Nullable Throwable thrown) {
        var cause = thrown;
        for (var depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SdkException failure) {
                return failure;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private void warn(String logger, SdkException failure) {
        var now = System.nanoTime();
        var next = nextWarning.get();
        if (now - next >= 0 && nextWarning.compareAndSet(next, now + nanosBetweenWarnings)) {
            log.warn(
                    "KCL does not get through to AWS ({} in {}); errors of its own left out: {}",
                    reason(failure),
                    logger.substring(logger.lastIndexOf('.') + 1),
                    leftOut.getAndSet(0));
        }
    }

    private static String reason(SdkException failure) {
        if (failure instanceof AwsServiceException refused
                && refused.awsErrorDetails() != null
                && refused.awsErrorDetails().errorCode() != null) {
            return refused.awsErrorDetails().errorCode();
        }
        Throwable root = failure;
        for (var depth = 0; root.getCause() != null && depth < DEEPEST_CAUSE; depth++) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }
}
