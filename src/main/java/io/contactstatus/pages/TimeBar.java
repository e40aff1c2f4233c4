package io.contactstatus.pages;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A contact's phases as stretches of a bar of [#LENGTH].
///
/// @param seconds of all of it
public record TimeBar(List<Stretch> stretches, long seconds) {

    static final int LENGTH = 1000;

    /// Nothing that was is too short to be seen.
    private static final int SHORTEST = 4;

    private static final Duration NOTICED = Duration.ofMillis(500);

    /// @param until null while it lasts
    public record Stretch(
            Phase.Kind kind, Instant from, @Nullable Instant until, long seconds, int x, int width) {}

    static TimeBar of(Timeline timeline, Instant now) {
        var phases = timeline.phases().stream()
                .filter(phase -> timeline.phases().size() == 1 || isNoticed(phase))
                .toList();
        if (phases.isEmpty()) {
            return new TimeBar(List.of(), 0);
        }
        var from = phases.getFirst().from();
        var end = phases.stream()
                .map(phase -> end(phase, now))
                .max(Instant::compareTo)
                .orElse(now);
        var whole = Math.max(1, Duration.between(from, end).toMillis());
        var stretches =
                phases.stream().map(phase -> stretch(phase, from, whole, now)).toList();
        return new TimeBar(stretches, whole / 1000);
    }

    private static Stretch stretch(Phase phase, Instant from, long whole, Instant now) {
        var x = (int) (Duration.between(from, phase.from()).toMillis() * LENGTH / whole);
        var lasted = Duration.between(phase.from(), end(phase, now));
        var width = Math.max(SHORTEST, (int) (lasted.toMillis() * LENGTH / whole));
        return new Stretch(
                phase.kind(), phase.from(), phase.until(), lasted.toSeconds(), Math.min(x, LENGTH - SHORTEST), width);
    }

    /// Contacts pass through a flow on their way to a queue in no time.
    private static boolean isNoticed(Phase phase) {
        return phase.until() == null
                || Duration.between(phase.from(), phase.until()).compareTo(NOTICED) >= 0;
    }

    private static Instant end(Phase phase, Instant now) {
        if (phase.until() != null) {
            return phase.until();
        }
        return now.isAfter(phase.from()) ? now : phase.from();
    }
}
