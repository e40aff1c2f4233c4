package io.contactstatus.pages.card;

import io.contactstatus.contact.Course;
import io.contactstatus.contact.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A contact's phases as stretches of a bar of [#LENGTH].
///
/// @param seconds of all stretches
public record TimeBar(List<Stretch> stretches, long seconds) {

    static final int LENGTH = 1000;

    /// So that the shortest phase can be seen.
    private static final int SHORTEST = 4;

    /// @param until null while it lasts
    /// @param held seconds of it on hold, if only their sum is known
    /// @param paused likewise
    public record Stretch(
            Phase.Kind kind,
            Instant from,
            @Nullable Instant until,
            long seconds,
            int held,
            int paused,
            int x,
            int width) {}

    static TimeBar of(Course course, Instant now) {
        var phases = course.phases();
        if (phases.isEmpty()) {
            return new TimeBar(List.of(), 0);
        }
        var from = phases.getFirst().from();
        var whole =
                Math.max(1, Duration.between(from, end(phases.getLast(), now)).toMillis());
        var stretches =
                phases.stream().map(phase -> stretch(phase, from, whole, now)).toList();
        return new TimeBar(
                stretches, stretches.stream().mapToLong(Stretch::seconds).sum());
    }

    private static Stretch stretch(Phase phase, Instant from, long whole, Instant now) {
        var x = (int) (Duration.between(from, phase.from()).toMillis() * LENGTH / whole);
        var lasted = Duration.between(phase.from(), end(phase, now));
        var width = Math.max(SHORTEST, (int) (lasted.toMillis() * LENGTH / whole));
        return new Stretch(
                phase.kind(),
                phase.from(),
                phase.until(),
                phase.seconds() == null ? lasted.toSeconds() : phase.seconds(),
                phase.heldSeconds(),
                phase.pausedSeconds(),
                Math.min(x, LENGTH - SHORTEST),
                width);
    }

    private static Instant end(Phase phase, Instant now) {
        if (phase.until() != null) {
            return phase.until();
        }
        return now.isAfter(phase.from()) ? now : phase.from();
    }
}
