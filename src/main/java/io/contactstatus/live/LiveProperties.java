package io.contactstatus.live;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How changes are told to those who follow.
///
/// @param bus how instances tell each other
/// @param channel what the instances of one installation tell each other by
/// @param replay how many changes are kept for those who come again
/// @param queue how many events may wait for one subscriber
/// @param pace how long a subscriber has rest after it was told something; what changes meanwhile is told at once
/// @param heartbeat after how long without an event it is shown that the connection is still there
/// @param lifetime the longest stream, give or take a tenth, so that rights are asked again
/// @param refresh how often what is told is compared with what is stored; reports of instances every 5 s at least
/// @param maxSubscribers over all feeds of this instance
/// @param maxStreamsPerCaller as many of those may have the same name
@Validated
@ConfigurationProperties("contact-status.live")
record LiveProperties(
        @DefaultValue("in-process") BusKind bus,
        @DefaultValue("contact-status.live") @NotBlank String channel,
        @DefaultValue("10000") @Min(0) @Max(1_000_000) int replay,
        @DefaultValue("1000") @Min(1) @Max(1_000_000) int queue,
        @DefaultValue("50ms") @DurationMin Duration pace,
        @DefaultValue("15s") @DurationMin(millis = 10) Duration heartbeat,
        @DefaultValue("15m") @DurationMin(millis = 10) Duration lifetime,
        @DefaultValue("10s") @DurationMin(millis = 10) Duration refresh,
        @DefaultValue("5000") @Min(0) @Max(1_000_000) int maxSubscribers,
        @DefaultValue("500") @Min(0) @Max(1_000_000) int maxStreamsPerCaller) {

    /// For what is found by comparing alone, so often at least, and of which only the newest counts. Changes are not
    /// kept for those who come again: they may be large, and there is one at each comparison.
    LiveProperties ofTheNewest(Duration most) {
        return new LiveProperties(
                bus,
                channel,
                0,
                queue,
                pace,
                heartbeat,
                lifetime,
                refresh.compareTo(most) < 0 ? refresh : most,
                maxSubscribers,
                maxStreamsPerCaller);
    }

    enum BusKind {
        /// Not at all: what others store is found by comparing.
        IN_PROCESS,
        REDIS
    }
}
