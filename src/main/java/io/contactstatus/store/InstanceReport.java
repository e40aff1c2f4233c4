package io.contactstatus.store;

import io.contactstatus.contact.Testimony;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one instance has taken in and how it does, as it says itself now and then. Nothing in it is about a
/// person.
///
/// @param instance a name that no other run of the service has
/// @param ended it has ended in good order, and will say no more
/// @param figures of what it does besides, by their names
/// @param troubles what is not well, by component, in words that quote nothing
public record InstanceReport(
        String instance,
        Instant startedAt,
        Instant at,
        boolean ended,
        Counts counts,
        List<Arrival> arrivals,
        List<StreamReport> streams,
        Map<String, Double> figures,
        Map<String, String> troubles) {

    public InstanceReport {
        arrivals = List.copyOf(arrivals);
        streams = List.copyOf(streams);
        figures = Map.copyOf(figures);
        troubles = Map.copyOf(troubles);
    }

    /// What became of all records since the instance was started. What is missing from *read* is in flight.
    public record Counts(long read, long stored, long ignored, long deadLettered, long returned) {

        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        public long inFlight() {
            return read - stored - ignored - deadLettered - returned;
        }

        public Counts plus(Counts other) {
            return new Counts(
                    read + other.read,
                    stored + other.stored,
                    ignored + other.ignored,
                    deadLettered + other.deadLettered,
                    returned + other.returned);
        }
    }

    /// Records of one kind that came through one pipe.
    ///
    /// @param lastAt when the last one came, to any instance that this one has heard of
    /// @param newestOf the newest time that one of them told of, whose clock can be right
    /// @param wrongClockAt when the last one came whose time lies further ahead than clocks differ
    /// @param lastMinute those that came to this instance in the minute before it said so
    /// @param minutes those that came to this instance in the last hour, by the minute since 1970
    public record Arrival(
            String kind,
            String pipe,
            Instant lastAt,
            @Nullable Instant newestOf,
            @Nullable Instant wrongClockAt,
            long lastMinute,
            SortedMap<Long, Long> minutes) {

        public Arrival {
            // Other versions of the service may still have believed it.
            newestOf = newestOf == null || Testimony.isOfWrongClock(newestOf, lastAt) ? null : newestOf;
            minutes = new TreeMap<>(minutes);
        }

        /// All of them by a clock that is right.
        public Arrival(
                String kind,
                String pipe,
                Instant lastAt,
                @Nullable Instant newestOf,
                long lastMinute,
                SortedMap<Long, Long> minutes) {
            this(kind, pipe, lastAt, newestOf, null, lastMinute, minutes);
        }
    }

    /// What this instance reads of a stream.
    ///
    /// @param millisBehind null where it holds no shard
    /// @param failures batches and checkpoints that had to be tried again, since it was started
    public record StreamReport(
            String name,
            int shards,
            @Nullable Long millisBehind,
            @Nullable Long checkpointAgeSeconds,
            long failures) {}
}
