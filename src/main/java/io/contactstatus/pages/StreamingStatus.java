package io.contactstatus.pages;

import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.InstanceReport.Arrival;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.InstanceReport.StreamReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What all instances together tell of how data comes in.
///
/// @param counts of the instances that live, each since it was started
/// @param latest when anything came last
/// @param dry for so long nothing has come at all, and that is worth saying
/// @param announcing changes that wait to be announced; null where nothing is announced
public record StreamingStatus(
        List<Source> sources,
        List<Source> others,
        List<StreamRow> streams,
        Counts counts,
        List<Instance> instances,
        @Nullable Instant latest,
        boolean dry,
        @Nullable Long announcing,
        @Nullable Long oldestAnnouncementSeconds,
        long missingStreams,
        long subscribers) {

    /// Those that Amazon Connect has, in the order in which a contact meets them.
    private static final List<String> KINDS =
            List.of("contact-event", "flow-log", "flow-event", "agent-event", "contact-lens", "contact-record");

    private static final String HEARTBEATS = "agent-event";

    /// What is read from there is old: it says nothing about whether more is coming.
    private static final String BACK_FILL = "s3";

    private static final Duration DRY = Duration.ofMinutes(5);

    /// Records of one kind.
    ///
    /// @param newestOf the newest time that one of them told of
    public record Source(
            String kind,
            Arriving arriving,
            @Nullable Instant lastAt,
            @Nullable Instant newestOf,
            long lastMinute,
            long lastHour,
            List<Pipe> pipes) {}

    public record Pipe(String name, long lastHour, Instant lastAt) {}

    /// One stream, by all who read it.
    public record StreamRow(
            String name,
            int shards,
            @Nullable Long millisBehind,
            @Nullable Long checkpointAgeSeconds,
            long failures) {}

    /// @param silent it says nothing any more, and has not ended in good order
    public record Instance(
            String name,
            boolean own,
            Instant startedAt,
            Instant at,
            boolean ended,
            boolean silent,
            Counts counts,
            Map<String, String> troubles) {}

    /// @param own the name of the instance that tells
    /// @param silence an instance that says nothing for longer does not live any more
    static StreamingStatus of(List<InstanceReport> reports, String own, Duration silence, Instant now) {
        var living =
                reports.stream().filter(report -> lives(report, silence, now)).toList();
        var byKind = reports.stream()
                .flatMap(report -> report.arrivals().stream())
                .collect(Collectors.groupingBy(Arrival::kind));
        var latest = last(
                reports.stream().flatMap(report -> report.arrivals().stream()).toList());
        var unusual = new HashSet<>(byKind.keySet());
        unusual.removeAll(KINDS);
        Function<String, Source> source =
                kind -> source(kind, byKind.getOrDefault(kind, List.of()), recent(reports, now), latest, now);
        return new StreamingStatus(
                KINDS.stream().map(source).toList(),
                unusual.stream().sorted().map(source).toList(),
                streams(living),
                living.stream().map(InstanceReport::counts).reduce(Counts.NONE, Counts::plus),
                instances(reports, own, silence, now),
                latest,
                latest != null && Duration.between(latest, now).compareTo(DRY) >= 0,
                sum(living, "contact_status.announce.pending"),
                greatest(living, "contact_status.announce.oldest"),
                Objects.requireNonNullElse(greatest(living, "contact_status.kinesis.missing_streams"), 0L),
                Objects.requireNonNullElse(sum(living, "contact_status.live.subscribers"), 0L));
    }

    private static boolean lives(InstanceReport report, Duration silence, Instant now) {
        return !report.ended() && Duration.between(report.at(), now).compareTo(silence) <= 0;
    }

    /// What came in somebody's last minute is not of the last minute when they have said so long ago.
    private static Collection<Arrival> recent(List<InstanceReport> reports, Instant now) {
        return reports.stream()
                .filter(report -> Duration.between(report.at(), now).compareTo(Duration.ofMinutes(1)) < 0)
                .flatMap(report -> report.arrivals().stream())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Source source(
            String kind, List<Arrival> arrivals, Collection<Arrival> recent, @Nullable Instant latest, Instant now) {
        var live = arrivals.stream()
                .filter(arrival -> !arrival.pipe().equals(BACK_FILL))
                .toList();
        return new Source(
                kind,
                Arriving.of(last(live), minutes(live, now), kind.equals(HEARTBEATS), latest, now),
                last(arrivals),
                arrivals.stream()
                        .map(Arrival::newestOf)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null),
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

    private static @Nullable Instant last(List<Arrival> arrivals) {
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

    private static List<StreamRow> streams(List<InstanceReport> living) {
        return living.stream()
                .flatMap(report -> report.streams().stream())
                .collect(Collectors.groupingBy(StreamReport::name, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> stream(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static StreamRow stream(String name, List<StreamReport> parts) {
        return new StreamRow(
                name,
                parts.stream().mapToInt(StreamReport::shards).sum(),
                greatest(parts, StreamReport::millisBehind),
                greatest(parts, StreamReport::checkpointAgeSeconds),
                parts.stream().mapToLong(StreamReport::failures).sum());
    }

    private static <T> @Nullable Long greatest(List<T> parts, Function<T, @Nullable Long> value) {
        return parts.stream()
                .map(value)
                .filter(Objects::nonNull)
                .max(Long::compareTo)
                .orElse(null);
    }

    private static @Nullable Long greatest(List<InstanceReport> living, String figure) {
        return greatest(living, report -> figure(report, figure));
    }

    private static @Nullable Long sum(List<InstanceReport> living, String figure) {
        return living.stream()
                .map(report -> figure(report, figure))
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    private static @Nullable Long figure(InstanceReport report, String name) {
        var figure = report.figures().get(name);
        return figure == null ? null : Math.round(figure);
    }

    private static List<Instance> instances(List<InstanceReport> reports, String own, Duration silence, Instant now) {
        return reports.stream()
                .map(report -> new Instance(
                        report.instance(),
                        report.instance().equals(own),
                        report.startedAt(),
                        report.at(),
                        report.ended(),
                        !report.ended() && !lives(report, silence, now),
                        report.counts(),
                        new TreeMap<>(report.troubles())))
                .sorted(Comparator.comparing(Instance::ended)
                        .thenComparing(Instance::silent)
                        .thenComparing(Instance::startedAt, Comparator.reverseOrder()))
                .toList();
    }
}
