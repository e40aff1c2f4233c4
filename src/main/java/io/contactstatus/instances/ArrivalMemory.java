package io.contactstatus.instances;

import io.contactstatus.store.InstanceReport.Arrival;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// When the last record of each kind came to any instance. Reports expire; what this one has read in them goes
/// on in its own, so that it outlives the instance to which the record came.
final class ArrivalMemory {

    private final Map<String, Arrival> others = new TreeMap<>();

    /// Without their counts, which the report they come from has already.
    synchronized void remember(Collection<Arrival> ofOthers) {
        ofOthers.forEach(arrival -> others.merge(way(arrival), withoutCounts(arrival), ArrivalMemory::later));
    }

    /// These, with what is known from other instances.
    synchronized List<Arrival> with(Collection<Arrival> own) {
        var known = new TreeMap<>(others);
        own.forEach(arrival -> known.merge(way(arrival), arrival, ArrivalMemory::later));
        return List.copyOf(known.values());
    }

    private static String way(Arrival arrival) {
        return arrival.kind() + "\n" + arrival.pipe();
    }

    private static Arrival withoutCounts(Arrival arrival) {
        return new Arrival(
                arrival.kind(),
                arrival.pipe(),
                arrival.lastAt(),
                arrival.newestOf(),
                arrival.wrongClockAt(),
                0,
                new TreeMap<>());
    }

    /// At most one of them has counts.
    private static Arrival later(Arrival one, Arrival other) {
        var minutes = new TreeMap<>(one.minutes());
        minutes.putAll(other.minutes());
        return new Arrival(
                one.kind(),
                one.pipe(),
                one.lastAt().isAfter(other.lastAt()) ? one.lastAt() : other.lastAt(),
                later(one.newestOf(), other.newestOf()),
                later(one.wrongClockAt(), other.wrongClockAt()),
                one.lastMinute() + other.lastMinute(),
                minutes);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? other : one;
    }
}
