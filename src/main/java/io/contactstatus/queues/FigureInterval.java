package io.contactstatus.queues;

import io.contactstatus.store.QuarterHour;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// What figures are summed up for, and how much may be asked for at once. Its names are part of the keys in the store.
public enum FigureInterval {
    PT15M(7),
    /// Of UTC, also where a zone's hours begin at other minutes.
    PT1H(31),
    /// Of the instance's time zone: from 23 to 25 hours.
    P1D(400);

    private final int mostDays;

    FigureInterval(int mostDays) {
        this.mostDays = mostDays;
    }

    Duration most() {
        return Duration.ofDays(mostDays);
    }

    int mostDays() {
        return mostDays;
    }

    /// The beginning of the one that it lies in.
    public Instant of(Instant at, ZoneId zone) {
        return switch (this) {
            case PT15M -> QuarterHour.of(at);
            case PT1H -> at.truncatedTo(ChronoUnit.HOURS);
            case P1D -> at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        };
    }

    /// @param from the beginning of one
    Instant after(Instant from, ZoneId zone) {
        return switch (this) {
            case PT15M -> from.plus(QuarterHour.LENGTH);
            case PT1H -> from.plus(1, ChronoUnit.HOURS);
            case P1D ->
                from.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        };
    }

    /// Of the one that it lies in, the beginning of the next; a beginning is its own.
    Instant upTo(Instant at, ZoneId zone) {
        var from = of(at, zone);
        return from.equals(at) ? from : after(from, zone);
    }
}
