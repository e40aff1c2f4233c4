package io.contactstatus.logs;

import io.contactstatus.logs.LogReader.Range;
import io.contactstatus.problems.InvalidParameter;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What to read again.
///
/// @param logGroup name or ARN
/// @param from the first moment
/// @param to the first moment that is not read any more; now, when it is a little later
/// @param filterPattern as CloudWatch Logs has it; without one everything is read
record CatchUpRequest(
        @NotNull(message = "is missing")
        @Pattern(regexp = LogsProperties.GROUP, message = "is not the name or ARN of a log group")
        String logGroup,

        @NotNull(message = "is missing") Instant from,
        @NotNull(message = "is missing") Instant to,

        @Nullable @Size(min = 1, max = 1024, message = "has 1 to 1024 characters")
        String filterPattern) {

    /// Clocks differ a little.
    private static final Duration FUTURE = Duration.ofMinutes(5);

    Range range(Instant now) {
        var first = from.truncatedTo(ChronoUnit.MILLIS);
        var end = to.truncatedTo(ChronoUnit.MILLIS);
        if (first.isBefore(Instant.EPOCH)) {
            throw new InvalidParameter("from", "is before anything was logged");
        }
        if (!end.isAfter(first)) {
            throw new InvalidParameter("to", "is not later than from");
        }
        if (end.isAfter(now.plus(FUTURE))) {
            throw new InvalidParameter("to", "is in the future: nothing was logged then yet");
        }
        // It would be done before what is logged until then is there.
        var last = end.isAfter(now) ? now.truncatedTo(ChronoUnit.MILLIS) : end;
        if (!last.isAfter(first)) {
            throw new InvalidParameter("from", "is in the future: nothing was logged then yet");
        }
        return new Range(logGroup, first, last, filterPattern);
    }
}
