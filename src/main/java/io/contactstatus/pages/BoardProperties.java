package io.contactstatus.pages;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What the board calls long, and how much it shows. The page of the agents calls the same times long.
///
/// @param rows shown of each group, the longest ones; the others are counted
/// @param queue time in a queue
/// @param ringing time at an agent who does not answer
/// @param connected time with an agent
/// @param hold time on hold or paused
/// @param afterWork after-contact work
/// @param callback time a callback waits
/// @param flow time in a flow
/// @param abandoned the list of those who gave up
@Validated
@ConfigurationProperties("contact-status.pages.board")
record BoardProperties(
        @DefaultValue("100") @Min(1) @Max(1000) int rows,
        @DefaultValue @Valid Queue queue,
        @DefaultValue @Valid Ringing ringing,
        @DefaultValue @Valid Connected connected,
        @DefaultValue @Valid Hold hold,
        @DefaultValue @Valid AfterWork afterWork,
        @DefaultValue @Valid Callback callback,
        @DefaultValue @Valid Flow flow,
        @DefaultValue @Valid Abandoned abandoned) {

    /// From when on a time is marked, and from when on it is marked more.
    sealed interface Threshold {

        Duration warn();

        Duration alert();

        @AssertTrue(message = "alert has to be no less than warn")
        default boolean isInOrder() {
            return warn().compareTo(alert()) <= 0;
        }
    }

    record Queue(
            @DefaultValue("1m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("3m") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    record Ringing(
            @DefaultValue("15s") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("30s") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    record Connected(
            @DefaultValue("15m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("30m") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    record Hold(
            @DefaultValue("2m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("5m") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    record AfterWork(
            @DefaultValue("3m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("10m") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    record Callback(
            @DefaultValue("15m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("1h") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    record Flow(
            @DefaultValue("5m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("15m") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    /// @param within how far back it reaches
    /// @param rows shown of them, the latest ones
    /// @param refresh looked up no more often than that, for all viewers together
    record Abandoned(
            @DefaultValue("1h") @DurationMin(minutes = 1) Duration within,
            @DefaultValue("50") @Min(1) @Max(200) int rows,
            @DefaultValue("2s") @DurationMin Duration refresh) {}

    /// Null where nothing is long.
    public @Nullable Threshold of(Group group) {
        return switch (group) {
            case WAITING -> queue;
            case RINGING -> ringing;
            case CONNECTED -> connected;
            case HELD -> hold;
            case AFTER_WORK -> afterWork;
            case CALLBACKS -> callback;
            case FLOW -> flow;
            case PLANNED, NO_NEWS -> null;
        };
    }
}
