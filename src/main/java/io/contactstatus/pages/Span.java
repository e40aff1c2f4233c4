package io.contactstatus.pages;

import io.contactstatus.contact.Phase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A duration: still running since a moment, or over.
///
/// @param since a whole second, from which the browser counts; null if it is over
/// @param seconds so far, or in all
/// @param warn seconds after which it is marked
/// @param alert seconds after which it is marked more
public record Span(
        @Nullable Instant since,
        long seconds,
        @Nullable Long warn,
        @Nullable Long alert) {

    public static @Nullable Span counting(@Nullable Instant since, Instant now) {
        return since == null ? null : new Span(whole(since), secondsBetween(since, now), null, null);
    }

    public static @Nullable Span counting(
            @Nullable Instant since, Instant now, DurationThresholds.@Nullable Threshold threshold) {
        if (since == null || threshold == null) {
            return counting(since, now);
        }
        return new Span(
                whole(since),
                secondsBetween(since, now),
                threshold.warn().toSeconds(),
                threshold.alert().toSeconds());
    }

    /// When the running duration of a contact began: phases have no gaps, so that is the start of the running
    /// phase less the seconds of those that have ended. Null if none is running.
    public static @Nullable Instant wholeSince(
            Phase.@Nullable Kind phase, @Nullable Instant since, @Nullable Integer ended) {
        return phase == null || phase == Phase.Kind.SCHEDULED || phase == Phase.Kind.AFTER_CONTACT_WORK
                ? null
                : before(since, ended);
    }

    /// @param ended seconds that passed before and belong to it
    public static @Nullable Instant before(@Nullable Instant since, @Nullable Integer ended) {
        return since == null || ended == null ? since : since.minusSeconds(ended);
    }

    public static @Nullable Span over(@Nullable Integer seconds) {
        return seconds == null ? null : new Span(null, seconds, null, null);
    }

    private static Instant whole(Instant since) {
        return since.truncatedTo(ChronoUnit.SECONDS);
    }

    /// Between whole seconds, as all durations.
    private static long secondsBetween(Instant since, Instant now) {
        return Math.max(0, now.getEpochSecond() - since.getEpochSecond());
    }

    /// Whether both look the same, whenever they were made.
    public boolean isAs(@Nullable Span other) {
        return other != null && (since == null ? equals(other) : since.equals(other.since));
    }

    public static boolean isSame(@Nullable Span one, @Nullable Span other) {
        return one == null ? other == null : one.isAs(other);
    }

    /// As `times.js` formats it.
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
