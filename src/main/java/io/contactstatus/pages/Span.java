package io.contactstatus.pages;

import io.contactstatus.contact.Phase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How long something takes: still going on since a moment, or over.
///
/// @param since a whole second, from which on browsers count; null when it is over
/// @param seconds so far, or in all
/// @param warn seconds from which on it is marked
/// @param alert seconds from which on it is marked more
record Span(
        @Nullable Instant since,
        long seconds,
        @Nullable Long warn,
        @Nullable Long alert) {

    static @Nullable Span counting(@Nullable Instant since, Instant now) {
        return since == null ? null : new Span(whole(since), secondsBetween(since, now), null, null);
    }

    static @Nullable Span counting(
            @Nullable Instant since, Instant now, BoardProperties.@Nullable Threshold threshold) {
        if (since == null || threshold == null) {
            return counting(since, now);
        }
        return new Span(
                whole(since),
                secondsBetween(since, now),
                threshold.warn().toSeconds(),
                threshold.alert().toSeconds());
    }

    /// From when on the whole time of a contact counts while it lasts: the course has no gaps, so the running
    /// phase goes on from what has ended. Null where nothing counts.
    static @Nullable Instant wholeSince(Phase.@Nullable Kind phase, @Nullable Instant since, @Nullable Integer ended) {
        return phase == null || phase == Phase.Kind.SCHEDULED || phase == Phase.Kind.AFTER_CONTACT_WORK
                ? null
                : before(since, ended);
    }

    /// @param ended seconds that have passed before and belong to it
    static @Nullable Instant before(@Nullable Instant since, @Nullable Integer ended) {
        return since == null || ended == null ? since : since.minusSeconds(ended);
    }

    static @Nullable Span over(@Nullable Integer seconds) {
        return seconds == null ? null : new Span(null, seconds, null, null);
    }

    private static Instant whole(Instant since) {
        return since.truncatedTo(ChronoUnit.SECONDS);
    }

    /// Of whole seconds, as all durations are.
    private static long secondsBetween(Instant since, Instant now) {
        return Math.max(0, now.getEpochSecond() - since.getEpochSecond());
    }

    /// Whether both show the same, whenever they were made.
    boolean isAs(@Nullable Span other) {
        return other != null && (since == null ? equals(other) : since.equals(other.since));
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
