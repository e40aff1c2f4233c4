package io.contactstatus.pages.streaming;

import io.contactstatus.instances.Figure;
import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.InstanceReport.Arrival;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.InstanceReport.StreamReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the reports of all instances say about arriving data.
///
/// @param counts of the running instances, each since its start
/// @param latest when a record of any kind arrived last
/// @param dry whether nothing has arrived for five minutes
/// @param announcing changes that wait to be announced; null if none are
/// @param capturing null where no instance captures calls
public record StreamingStatus(
        List<SourceRow> sources,
        List<SourceRow> others,
        List<StreamRow> streams,
        Counts counts,
        List<Instance> instances,
        @Nullable Instant latest,
        boolean dry,
        @Nullable Long announcing,
        @Nullable Long oldestAnnouncementSeconds,
        long missingStreams,
        long subscribers,
        @Nullable Capturing capturing) {

    /// The kinds that Amazon Connect sends, in the order in which a contact produces them.
    private static final List<String> KINDS =
            List.of("contact-event", "flow-log", "flow-event", "agent-event", "contact-lens", "contact-record");

    private static final Duration DRY = Duration.ofMinutes(5);

    /// One stream, summed over the instances that read it.
    public record StreamRow(
            String name,
            int shards,
            @Nullable Long millisBehind,
            @Nullable Long checkpointAgeSeconds,
            long failures) {}

    /// @param silent it has stopped reporting without a shutdown
    public record Instance(
            String name,
            boolean own,
            Instant startedAt,
            Instant at,
            boolean ended,
            boolean silent,
            Counts counts,
            Map<String, String> troubles) {}

    /// @param own the name of this instance
    /// @param silence an instance without a report for longer counts as gone
    static StreamingStatus of(List<InstanceReport> reports, String own, Duration silence, Instant now) {
        var living =
                reports.stream().filter(report -> lives(report, silence, now)).toList();
        var byKind = reports.stream()
                .flatMap(report -> report.arrivals().stream())
                .collect(Collectors.groupingBy(Arrival::kind));
        var latest = SourceRow.last(
                reports.stream().flatMap(report -> report.arrivals().stream()).toList());
        var recent = recent(reports, now);
        var unusual = new HashSet<>(byKind.keySet());
        unusual.removeAll(KINDS);
        Function<String, SourceRow> source =
                kind -> SourceRow.of(kind, byKind.getOrDefault(kind, List.of()), recent, latest, now);
        return new StreamingStatus(
                KINDS.stream().map(source).toList(),
                unusual.stream().sorted().map(source).toList(),
                streams(living),
                living.stream().map(InstanceReport::counts).reduce(Counts.NONE, Counts::plus),
                instances(reports, own, silence, now),
                latest,
                latest != null && Duration.between(latest, now).compareTo(DRY) >= 0,
                sum(living, Figure.ANNOUNCE_PENDING),
                greatest(living, Figure.ANNOUNCE_OLDEST),
                Objects.requireNonNullElse(greatest(living, Figure.MISSING_STREAMS), 0L),
                Objects.requireNonNullElse(sum(living, Figure.LIVE_SUBSCRIBERS), 0L),
                Capturing.of(living));
    }

    private static boolean lives(InstanceReport report, Duration silence, Instant now) {
        return !report.ended() && Duration.between(report.at(), now).compareTo(silence) <= 0;
    }

    /// The "last minute" of an older report is over.
    private static List<Arrival> recent(List<InstanceReport> reports, Instant now) {
        return reports.stream()
                .filter(report -> Duration.between(report.at(), now).compareTo(Duration.ofMinutes(1)) < 0)
                .flatMap(report -> report.arrivals().stream())
                .toList();
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

    static @Nullable Long greatest(List<InstanceReport> living, Figure figure) {
        return greatest(living, report -> figure(report, figure));
    }

    static @Nullable Long sum(List<InstanceReport> living, Figure figure) {
        return living.stream()
                .map(report -> figure(report, figure))
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    private static @Nullable Long figure(InstanceReport report, Figure figure) {
        var value = figure.of(report);
        return value == null ? null : Math.round(value);
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
                        .thenComparing(Instance::startedAt, Comparator.reverseOrder())
                        .thenComparing(Instance::name))
                .toList();
    }
}
