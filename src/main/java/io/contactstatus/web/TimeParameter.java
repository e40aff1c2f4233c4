package io.contactstatus.web;

import io.contactstatus.problems.InvalidParameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Times in query parameters.
final class TimeParameter {

    /// Not all later times fit into milliseconds.
    private static final int LAST_YEAR = 9999;

    private TimeParameter() {}

    static @Nullable Instant parsed(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            // A plus that a client did not encode arrives as a space.
            var time = OffsetDateTime.parse(text.replace(' ', '+'));
            if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
                throw new DateTimeException("not a year that anything here could be of");
            }
            return time.toInstant();
        } catch (DateTimeException notATime) {
            throw new InvalidParameter(name, "is not an ISO-8601 time such as 2026-01-05T21:24:58.202Z");
        }
    }
}
