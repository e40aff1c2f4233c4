package io.contactstatus.logs;

import io.contactstatus.background.RequestRateLimiter;
import io.contactstatus.jobs.CredentialErrors;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/// Pages of a log group's events, one request at a time and never faster than the pace, however long CloudWatch
/// Logs throttles or is away.
final class LogPages {

    private final CloudWatchLogsClient client;
    private final RequestRateLimiter pace;
    private final LogsMetrics metrics;

    LogPages(CloudWatchLogsClient client, RequestRateLimiter pace, LogsMetrics metrics) {
        this.client = client;
        this.pace = pace;
        this.metrics = metrics;
    }

    /// What to ask for: events from one moment on and before another.
    ///
    /// @param token of the page before, null for the first one
    record Wanted(
            String group,
            Instant from,
            Instant to,
            @Nullable String filterPattern,
            @Nullable String token) {}

    /// @param next null when there are no more; an empty page may have one
    /// @param requests that it took
    record Page(List<FilteredLogEvent> events, @Nullable String next, int requests) {}

    /// The token has expired, which they do after a day: begin again without one.
    static final class TokenRefused extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    /// @param waiting called with the reason whenever it has to wait
    /// @throws LogsRefused when it is no use asking again
    Page page(Wanted wanted, Consumer<String> waiting) throws InterruptedException {
        var pauses = pauses();
        for (var requests = 1; ; requests++) {
            pace.await();
            try {
                metrics.requested();
                var response = client.filterLogEvents(request(wanted));
                return new Page(response.events(), response.nextToken(), requests);
            } catch (CloudWatchLogsException refused) {
                waiting.accept(reasonToWait(refused, wanted));
            } catch (SdkException unreached) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                metrics.failed();
                waiting.accept("CloudWatch Logs was not reached: "
                        + unreached.getClass().getSimpleName());
            }
            Thread.sleep(pauses.nextBackOff());
        }
    }

    private static FilterLogEventsRequest request(Wanted wanted) {
        var request = FilterLogEventsRequest.builder()
                .startTime(wanted.from().toEpochMilli())
                // Inclusive.
                .endTime(wanted.to().toEpochMilli() - 1)
                .filterPattern(wanted.filterPattern())
                .nextToken(wanted.token());
        return (wanted.group().startsWith("arn:")
                        ? request.logGroupIdentifier(wanted.group())
                        : request.logGroupName(wanted.group()))
                .build();
    }

    /// Full jitter: several readers that were throttled together do not come back together.
    private static BackOffExecution pauses() {
        var pauses = new ExponentialBackOff(250, 2);
        pauses.setMaxInterval(30_000);
        pauses.setJitter(250);
        return pauses.start();
    }

    /// @throws LogsRefused when there is none
    private String reasonToWait(CloudWatchLogsException refused, Wanted wanted) {
        var details = refused.awsErrorDetails();
        var code =
                details == null || details.errorCode() == null ? "status " + refused.statusCode() : details.errorCode();
        if (refused.isThrottlingException() || code.equals("LimitExceededException")) {
            metrics.throttled();
            return "CloudWatch Logs throttles";
        }
        metrics.failed();
        if (refused.statusCode() >= 500 || CredentialErrors.include(code)) {
            return "CloudWatch Logs answered " + code;
        }
        if (code.equals("InvalidParameterException") && wanted.token() != null) {
            throw new TokenRefused();
        }
        throw new LogsRefused(
                switch (code) {
                    case "ResourceNotFoundException" -> "there is no such log group";
                    case "InvalidParameterException" ->
                        "CloudWatch Logs does not accept the log group, the range or the filter pattern";
                    case "AccessDeniedException" -> "the service is not allowed to call logs:FilterLogEvents on it";
                    // Nothing of its message: it may quote what was asked for.
                    default -> "CloudWatch Logs refused: " + code;
                });
    }
}
