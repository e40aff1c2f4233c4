package io.contactstatus.store;

import java.time.Duration;
import java.time.Instant;

/// The shortest interval that figures are summed up for. Every time zone's hours and days are made of whole ones.
public final class QuarterHour {

    public static final Duration LENGTH = Duration.ofMinutes(15);

    private QuarterHour() {}

    /// The beginning of the one that it lies in.
    public static Instant of(Instant at) {
        var seconds = LENGTH.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }
}
