package io.contactstatus.pages;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long something takes: still going on since a moment, or over.
///
/// @param since null when it is over
/// @param seconds so far, or in all
/// @param warn seconds from which on it is marked
/// @param alert seconds from which on it is marked more
record Span(
        @Nullable Instant since,
        long seconds,
        @Nullable Long warn,
        @Nullable Long alert) {

    static @Nullable Span counting(@Nullable Instant since, Instant now) {
        return since == null ? null : new Span(since, secondsBetween(since, now), null, null);
    }

    static @Nullable Span counting(@Nullable Instant since, Instant now, BoardProperties.Threshold threshold) {
        return since == null
                ? null
                : new Span(
                        since,
                        secondsBetween(since, now),
                        threshold.warn().toSeconds(),
                        threshold.alert().toSeconds());
    }

    static @Nullable Span over(@Nullable Integer seconds) {
        return seconds == null ? null : new Span(null, seconds, null, null);
    }

    private static long secondsBetween(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toSeconds());
    }

    /// As `times.js` writes it.
    public String text() {
        var minutes = seconds / 60;
        return minutes < 60
                ? "%d:%02d".formatted(minutes, seconds % 60)
                : "%d:%02d:%02d".formatted(minutes / 60, minutes % 60, seconds % 60);
    }

    /// As `times.js` marks it.
    public String mark() {
        if (alert != null && seconds >= alert) {
            return "alert";
        }
        return warn != null && seconds >= warn ? "warn" : "";
    }
}
