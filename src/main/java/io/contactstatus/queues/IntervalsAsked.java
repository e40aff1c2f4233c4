package io.contactstatus.queues;

import io.contactstatus.problems.InvalidParameter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Which intervals are asked for: whole ones, and no more than may be.
///
/// @param from the beginning of one
/// @param until the beginning of one
public record IntervalsAsked(FigureInterval interval, ZoneId zone, Instant from, Instant until) {

    private static final int LAST_YEAR = 9999;

    /// An interval that only a part is asked of is told whole.
    ///
    /// @param from since midnight where it is absent
    /// @param to up to now where it is absent
    public static IntervalsAsked of(
            FigureInterval interval, ZoneId zone, @Nullable String from, @Nullable String to, Clock clock) {
        var now = clock.instant();
        var last = parsed("to", to);
        var first = parsed("from", from);
        var until = last == null ? now : last;
        var begin = first == null ? FigureInterval.P1D.of(now, zone) : first;
        if (begin.isAfter(until)) {
            throw new InvalidParameter("from", "is after to");
        }
        // A day may have 25 hours.
        if (Duration.between(begin, until).compareTo(interval.most().plusHours(1)) > 0) {
            throw new InvalidParameter(
                    "from", "is more than " + interval.mostDays() + " days before to, which " + interval + " allows");
        }
        return new IntervalsAsked(interval, zone, interval.of(begin, zone), interval.upTo(until, zone));
    }

    private static @Nullable Instant parsed(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            // A plus that a client did not encode arrives as a space.
            var time = OffsetDateTime.parse(text.replace(' ', '+'));
            if (time.getYear() < 1970 || time.getYear() > LAST_YEAR) {
                throw new DateTimeException("not a year that anything here could be of");
            }
            return time.toInstant();
        } catch (DateTimeException notATime) {
            throw new InvalidParameter(name, "is not an ISO-8601 time such as 2026-01-05T21:24:58.202Z");
        }
    }
}
