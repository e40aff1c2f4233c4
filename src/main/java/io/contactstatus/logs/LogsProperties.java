package io.contactstatus.logs;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What is read from CloudWatch Logs, and how fast.
///
/// @param enabled whether anything here is there at all, `POST /catch-ups` too
/// @param groups names or ARNs of the log groups that are polled or repaired
/// @param maxRequestsPerSecond of one instance; the quota of FilterLogEvents is 5 for a whole account and Region,
///   shared by all programs, and cannot be raised
/// @param slice how much time is read at once; when an instance dies, the next one repeats so much at most
/// @param rememberedEvents so many events of a group are remembered, so that overlapping readings do not write
///   them again; about 14 MB for 100,000
/// @param polling reads the groups all the time, where there is no subscription
/// @param schedule reads the groups again now and then, to find what a subscription has missed
/// @param endpoint of a stand-in; absent for the real one (or what `AWS_ENDPOINT_URL_CLOUDWATCH_LOGS` says)
@Validated
@ConfigurationProperties("contact-status.logs")
record LogsProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue List<@Pattern(regexp = GROUP, message = "must be a log group's name or ARN") String> groups,

        @DefaultValue("2") @DecimalMin("0.1") @DecimalMax("100")
        double maxRequestsPerSecond,

        @DefaultValue("1h") @DurationMin(seconds = 1) Duration slice,
        @DefaultValue("100000") @Min(0) @Max(10_000_000) int rememberedEvents,
        @DefaultValue @Valid Polling polling,
        @DefaultValue @Valid Schedule schedule,
        @Nullable URI endpoint) {

    static final String GROUP = "[A-Za-z0-9_./#:-]{1,2048}";

    LogsProperties {
        groups = List.copyOf(groups);
    }

    /// @param interval from one reading to the next
    /// @param overlap so much before the position is read again each time, for events that became visible late
    /// @param lookback where a group is begun with that was never read
    record Polling(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("10s") @DurationMin(millis = 100) Duration interval,
            @DefaultValue("5m") @DurationMin(seconds = 0) Duration overlap,
            @DefaultValue("1h") @DurationMin(seconds = 1) Duration lookback) {}

    /// @param interval from one reading to the next
    /// @param window so much before the last reading is read again each time
    record Schedule(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("15m") @DurationMin(millis = 100) Duration interval,
            @DefaultValue("1h") @DurationMin(seconds = 1) Duration window) {}

    @AssertTrue(message = "polling and schedule need groups to read")
    boolean isComplete() {
        return !groups.isEmpty() || !(polling.enabled() || schedule.enabled());
    }
}
