package io.contactstatus.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Whether records of one kind keep coming, measured by how often they came before.
enum Arriving {
    /// One came a moment ago.
    NOW,
    /// None for a while, which is nothing unusual.
    QUIET,
    /// None for far longer than usual, while others come.
    SILENT,
    /// None that anybody remembers.
    NEVER;

    /// In which at least one is expected where agents are at work: each is told of every two minutes.
    static final Duration HEARTBEATS = Duration.ofMinutes(5);

    private static final Duration MOMENT = Duration.ofMinutes(2);
    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int TIMES_THE_USUAL = 10;

    /// @param last when the last one came
    /// @param minutes how many came in the hour before now, by the minute since 1970
    /// @param beating whether something is expected all the time
    /// @param others when anything at all came last
    static Arriving of(
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
