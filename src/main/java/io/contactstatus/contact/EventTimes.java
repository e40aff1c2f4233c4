package io.contactstatus.contact;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What times of events we believe, in milliseconds as Amazon Connect tells them.
final class EventTimes {

    /// The documented sentinel for "not yet" is `1970-01-01T00:00:00.001Z`, and there was no Amazon Connect then.
    private static final Instant LONG_AGO = Instant.parse("1980-01-01T00:00:00Z");

    private static final Instant FAR_AHEAD = Instant.parse("2200-01-01T00:00:00Z");

    private EventTimes() {}

    /// Null for what is no time of an event.
    static @Nullable Instant real(@Nullable Instant at) {
        return at != null && at.isAfter(LONG_AGO) && at.isBefore(FAR_AHEAD) ? at.truncatedTo(ChronoUnit.MILLIS) : null;
    }

    static @Nullable Moment real(@Nullable Moment told) {
        var at = told == null ? null : real(told.at());
        return told == null || at == null ? null : new Moment(at, told.exact());
    }

    static Instant realOrUntimed(Instant at) {
        var real = real(at);
        return real == null ? Stamp.UNTIMED : real;
    }
}
