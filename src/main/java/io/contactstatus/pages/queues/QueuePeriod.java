package io.contactstatus.pages.queues;

import io.contactstatus.queues.FigureInterval;
import io.contactstatus.queues.IntervalsAsked;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The time whose figures are asked for, as the address has it: by the clock of the queue's instance, as forms send it,
/// or with an offset as in the API. What is left out is today.
///
/// @param from null for midnight
/// @param to null for now
public record QueuePeriod(@Nullable String from, @Nullable String to, FigureInterval interval, ZoneId zone) {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    /// What a person can choose with one click.
    ///
    /// @param days how many, today included
    public record Choice(
            FigureInterval interval, int days, @Nullable String from, boolean chosen) {}

    public QueuePeriod {
        from = from == null || from.isBlank() ? null : from;
        to = to == null || to.isBlank() ? null : to;
    }

    /// @throws io.contactstatus.problems.InvalidParameter for what is no time, or too much at once
    IntervalsAsked asked(Clock clock) {
        return IntervalsAsked.of(interval, zone, withOffset(from), withOffset(to), clock);
    }

    private @Nullable String withOffset(@Nullable String time) {
        if (time == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(time).atZone(zone).toInstant().toString();
        } catch (DateTimeException other) {
            return time;
        }
    }

    /// @param time one that [#asked] has taken
    Instant instant(String time) {
        return OffsetDateTime.parse(Objects.requireNonNull(withOffset(time)).replace(' ', '+'))
                .toInstant();
    }

    /// For a field of a form, which has no offset.
    public String fromField(Instant begin) {
        return FORM.format(begin.atZone(zone));
    }

    /// Empty for now.
    public String toField() {
        return to == null ? "" : FORM.format(instant(to).atZone(zone));
    }

    Choice choice(FigureInterval length, int days, Clock clock) {
        var first = LocalDate.ofInstant(clock.instant(), zone).minusDays(days - 1L);
        var begin = days == 1 ? null : FORM.format(first.atStartOfDay());
        var isChosen = interval == length && to == null && Objects.equals(from, begin);
        return new Choice(length, days, begin, isChosen);
    }
}
