package io.contactstatus.pages.streaming;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Whether records of one kind keep arriving, compared with how often they arrived before.
enum ArrivalState {
    /// One arrived within two minutes.
    NOW,
    /// None for a while, which is usual.
    QUIET,
    /// None for far longer than usual, while other records arrive.
    SILENT,
    /// None is known.
    NEVER;

    /// At least one is expected in this time while agents are logged in: each has a heartbeat every two minutes.
    static final Duration HEARTBEATS = Duration.ofMinutes(5);

    private static final Duration MOMENT = Duration.ofMinutes(2);
    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int TIMES_THE_USUAL = 10;

    /// @param last when the last one arrived
    /// @param minutes how many arrived in the last hour, by epoch minute
    /// @param beating whether the source has heartbeats
    /// @param others when a record of any kind arrived last
    static ArrivalState of(
            @Nullable Instant last,
            SortedMap<Long, Long> minutes,
            boolean beating,
            @Nullable Instant others,
            Instant now) {
        if (last == null) {
            return NEVER;
        }
        var silence = Duration.between(last, now);
        if (silence.compareTo(MOMENT) <= 0) {
            return NOW;
        }
        var otherwise = others != null && Duration.between(others, now).compareTo(LEAST) < 0;
        return otherwise && silence.compareTo(bearable(minutes, beating, last)) > 0 ? SILENT : QUIET;
    }

    private static Duration bearable(SortedMap<Long, Long> minutes, boolean beating, Instant last) {
        if (beating) {
            return HEARTBEATS;
        }
        var count = minutes.values().stream().mapToLong(Long::longValue).sum();
        if (count < 2) {
            return MOST;
        }
        var began = Instant.ofEpochSecond(minutes.firstKey() * 60);
        var bearable = Duration.between(began, last).dividedBy(count).multipliedBy(TIMES_THE_USUAL);
        if (bearable.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return bearable.compareTo(MOST) > 0 ? MOST : bearable;
    }
}
