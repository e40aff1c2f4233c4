package io.contactstatus.pages.streaming;

import io.contactstatus.store.InstanceReport.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Records of one kind.
///
/// @param newestOf the newest time in a record
/// @param wrongClockAt when a record came last whose time cannot be right, for a day
public record SourceRow(
        String kind,
        ArrivalState arriving,
        @Nullable Instant lastAt,
        @Nullable Instant newestOf,
        @Nullable Instant wrongClockAt,
        long lastMinute,
        long lastHour,
        List<Pipe> pipes) {

    private static final String HEARTBEATS = "agent-event";

    /// Back-filled records are old: they do not show that new ones arrive.
    private static final String BACK_FILL = "s3";

    private static final Duration MARKED_FOR = Duration.ofDays(1);

    public record Pipe(String name, long lastHour, Instant lastAt) {}

    /// @param arrivals of this kind
    /// @param recent of all kinds, in reports of the last minute
    /// @param latest when a record of any kind arrived last
    static SourceRow of(
            String kind, List<Arrival> arrivals, List<Arrival> recent, @Nullable Instant latest, Instant now) {
        var live = arrivals.stream()
                .filter(arrival -> !arrival.pipe().equals(BACK_FILL))
                .toList();
        return new SourceRow(
                kind,
                ArrivalState.of(last(live), minutes(live, now), kind.equals(HEARTBEATS), latest, now),
                last(arrivals),
                latest(arrivals, Arrival::newestOf),
                lately(latest(arrivals, Arrival::wrongClockAt), now),
                recent.stream()
                        .filter(arrival -> arrival.kind().equals(kind))
                        .mapToLong(Arrival::lastMinute)
                        .sum(),
                total(minutes(arrivals, now)),
                pipes(arrivals, now));
    }

    private static List<Pipe> pipes(List<Arrival> arrivals, Instant now) {
        return arrivals.stream()
                .collect(Collectors.groupingBy(Arrival::pipe, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new Pipe(
                        entry.getKey(),
                        total(minutes(entry.getValue(), now)),
                        Objects.requireNonNull(last(entry.getValue()))))
                .sorted(Comparator.comparingLong(Pipe::lastHour).reversed())
                .toList();
    }

    private static @Nullable Instant latest(List<Arrival> arrivals, Function<Arrival, @Nullable Instant> time) {
        return arrivals.stream()
                .map(time)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static @Nullable Instant lately(@Nullable Instant at, Instant now) {
        return at == null || at.isBefore(now.minus(MARKED_FOR)) ? null : at;
    }

    static @Nullable Instant last(List<Arrival> arrivals) {
        return arrivals.stream().map(Arrival::lastAt).max(Instant::compareTo).orElse(null);
    }

    private static SortedMap<Long, Long> minutes(List<Arrival> arrivals, Instant now) {
        var minutes = new TreeMap<Long, Long>();
        arrivals.forEach(
                arrival -> arrival.minutes().forEach((minute, count) -> minutes.merge(minute, count, Long::sum)));
        return minutes.tailMap(Math.floorDiv(now.getEpochSecond(), 60) - 59);
    }

    private static long total(SortedMap<Long, Long> minutes) {
        return minutes.values().stream().mapToLong(Long::longValue).sum();
    }
}
