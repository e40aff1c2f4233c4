package io.contactstatus.dialect;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads the times of all sources: ISO-8601, in UTC, with or without fractions of a second.
///
/// Times are the most frequent thing in a record and [Instant#parse] takes longer than parsing the JSON around
/// it, so the usual form is read by hand.
public final class TimestampParser {

    /// Nothing real happened before it: `1970-01-01T00:00:00.001Z` is how Amazon Connect writes "not yet".
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final int FRACTION = 19;
    private static final int[] MONTH_LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int[] DAYS_TO_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final int DAYS_TO_1970 = 719_162;

    private TimestampParser() {}

    /// Null when it is no time or stands for "not yet".
    public static @Nullable Instant read(String text) {
        var time = usual(text);
        return real(time == null ? unusual(text) : time);
    }

    /// Of something that gives no better time: the minute is read of `2017-11-09T12:17.898Z`, a form from which
    /// the seconds are missing.
    public static @Nullable Instant roughly(String text) {
        var time = read(text);
        return time != null || text.length() < 16 ? time : read(text.substring(0, 16) + ":00Z");
    }

    public static @Nullable Instant ofMillis(long millis) {
        return millis > LATEST.toEpochMilli() ? null : real(Instant.ofEpochMilli(millis));
    }

    /// Whether a time is how Amazon Connect writes "not yet".
    public static boolean isNotYet(Instant time) {
        return time.isBefore(EARLIEST);
    }

    private static @Nullable Instant real(@Nullable Instant time) {
        return time == null || isNotYet(time) || time.isAfter(LATEST) ? null : time;
    }

    private static @Nullable Instant unusual(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    /// `yyyy-MM-ddTHH:mm:ss[.fraction]Z`, or null.
    private static @Nullable Instant usual(String text) {
        var last = text.length() - 1;
        if (last < FRACTION || last > FRACTION + 10 || text.charAt(last) != 'Z' || !isPunctuated(text)) {
            return null;
        }
        var year = digits(text, 0, 4);
        var month = digits(text, 5, 7);
        var day = digits(text, 8, 10);
        var hour = digits(text, 11, 13);
        var minute = digits(text, 14, 16);
        var second = digits(text, 17, FRACTION);
        var nanos = nanos(text, last);
        if ((year | month | day | hour | minute | second | nanos) < 0
                || !isDate(month, day)
                || hour > 23
                || minute > 59
                || second > 59) {
            return null;
        }
        var days = daysToYear(year) + DAYS_TO_MONTH[month - 1] + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
        return Instant.ofEpochSecond(days * 86_400 + hour * 3_600L + minute * 60L + second, nanos);
    }

    private static boolean isPunctuated(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /// Leap days are left to the slow way.
    private static boolean isDate(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= MONTH_LENGTHS[month - 1];
    }

    /// From 1970 to the first day of the year.
    private static long daysToYear(int year) {
        var before = year - 1L;
        return before * 365 + before / 4 - before / 100 + before / 400 - DAYS_TO_1970;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int nanos(String text, int last) {
        if (last == FRACTION) {
            return 0;
        }
        if (text.charAt(FRACTION) != '.' || last == FRACTION + 1) {
            return -1;
        }
        var nanos = digits(text, FRACTION + 1, last);
        for (var place = last - FRACTION - 1; place < 9; place++) {
            nanos *= 10;
        }
        return nanos;
    }

    /// Negative when something else than digits is there.
    private static int digits(String text, int from, int to) {
        var number = 0;
        for (var index = from; index < to; index++) {
            var digit = text.charAt(index) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
