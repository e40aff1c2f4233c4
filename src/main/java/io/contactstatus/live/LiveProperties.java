package io.contactstatus.live;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Live updates.
///
/// @param bus how instances publish changes to each other
/// @param channel of Redis pub/sub; one for each installation
/// @param replay how many changes are kept for clients that reconnect
/// @param queue how many events may wait for one subscriber
/// @param pace the least time between two writes to a subscriber; changes in between are written together
/// @param heartbeat after how long without an event one is sent that says when; pages get it after 5 s at most
/// @param lifetime of a stream, give or take a tenth, so that rights are checked again
/// @param refresh how often the live state is compared with the store
/// @param maxSubscribers over all feeds of this instance; null for as many as the heap has room for
/// @param maxStreamsPerCaller of those, for callers with the same name
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
        @Nullable @Min(0) @Max(1_000_000) Integer maxSubscribers,
        @DefaultValue("500") @Min(0) @Max(1_000_000) int maxStreamsPerCaller) {

    /// Measured: two thirds of it are the server's buffers for the connection.
    private static final long BYTES_PER_SUBSCRIBER = 150_000;

    private static final int SHARE_OF_HEAP = 3;

    int subscribersAllowed() {
        return maxSubscribers == null ? subscribersIn(Runtime.getRuntime().maxMemory()) : maxSubscribers;
    }

    /// What else needs memory is ingestion and what is live.
    static int subscribersIn(long heap) {
        return (int) Math.min(heap / SHARE_OF_HEAP / BYTES_PER_SUBSCRIBER, 1_000_000);
    }

    enum BusKind {
        /// Not at all: changes of other instances are found by comparing with the store.
        IN_PROCESS,
        REDIS
    }

    /// The shorter one.
    Duration heartbeat(Duration wanted) {
        return wanted.compareTo(heartbeat) < 0 ? wanted : heartbeat;
    }
}
