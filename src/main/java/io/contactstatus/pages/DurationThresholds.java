package io.contactstatus.pages;

import io.contactstatus.view.AgentActivity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// When a duration is marked as long. The board and the page of the agents mark the same durations.
///
/// @param queue time in a queue
/// @param ringing time at an agent who does not answer
/// @param connected time with an agent
/// @param hold time on hold or paused
/// @param afterWork after-contact work
/// @param callback time a callback waits
/// @param flow time in a flow
@Validated
@ConfigurationProperties("contact-status.pages.board")
public record DurationThresholds(
        @DefaultValue @Valid Queue queue,
        @DefaultValue @Valid Ringing ringing,
        @DefaultValue @Valid Connected connected,
        @DefaultValue @Valid Hold hold,
        @DefaultValue @Valid AfterWork afterWork,
        @DefaultValue @Valid Callback callback,
        @DefaultValue @Valid Flow flow) {

    DurationThresholds with(Queue ownOfQueue) {
        return new DurationThresholds(ownOfQueue, ringing, connected, hold, afterWork, callback, flow);
    }

    /// When an agent has done that for long; null where no time is.
    public @Nullable Threshold of(AgentActivity activity) {
        return switch (activity) {
            case RINGING -> ringing;
            case ON_CONTACT -> connected;
            case AFTER_CONTACT_WORK -> afterWork;
            case FREE, MISSED, AWAY, OFFLINE -> null;
        };
    }

    /// From when on a time is marked, and from when on it is marked more.
    public sealed interface Threshold {

        Duration warn();

        Duration alert();

        @AssertTrue(message = "alert has to be no less than warn")
        default boolean isInOrder() {
            return warn().compareTo(alert()) <= 0;
        }
    }

    public record Queue(
            @DefaultValue("1m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("3m") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    public record Ringing(
            @DefaultValue("15s") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("30s") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    public record Connected(
            @DefaultValue("15m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("30m") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    public record Hold(
            @DefaultValue("2m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("5m") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    public record AfterWork(
            @DefaultValue("3m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("10m") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    public record Callback(
            @DefaultValue("15m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("1h") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}

    public record Flow(
            @DefaultValue("5m") @DurationMin(seconds = 1) Duration warn,
            @DefaultValue("15m") @DurationMin(seconds = 1) Duration alert)
            implements Threshold {}
}
