package io.contactstatus.ingest;

import io.contactstatus.store.InstanceReport.StreamReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.stereotype.Component;

/// How this instance does besides taking records in: what modules tell of themselves as metrics and health, whichever
/// of
/// them are switched on. They are found by the names under which they are published: nothing here knows those modules.
@Component
class OwnFigures {

    private static final String SHARDS = "contact_status.kinesis.shards";
    private static final String BEHIND = "contact_status.kinesis.millis_behind_latest";
    private static final String CHECKPOINT_AGE = "contact_status.kinesis.checkpoint_age";
    private static final String FAILURES = "contact_status.kinesis.failures";
    private static final String STREAM = "stream";

    private static final List<String> OTHERS = List.of(
            "contact_status.announce.pending",
            "contact_status.announce.oldest",
            "contact_status.kinesis.missing_streams",
            "contact_status.live.subscribers");

    /// Those whose trouble is no trouble of the store's, which all instances share.
    private static final List<String> COMPONENTS = List.of("announce", "kinesis", "live", "logs");

    private final MeterRegistry meters;
    private final ObjectProvider<HealthContributorRegistry> health;

    OwnFigures(MeterRegistry meters, ObjectProvider<HealthContributorRegistry> health) {
        this.meters = meters;
        this.health = health;
    }

    List<StreamReport> streams() {
        return meters.find(SHARDS).gauges().stream()
                .map(gauge -> gauge.getId().getTag(STREAM))
                .filter(name -> name != null)
                .sorted()
                .map(this::stream)
                .toList();
    }

    private StreamReport stream(String name) {
        return new StreamReport(
                name,
                (int) sum(of(SHARDS, name).gauges()),
                worst(of(BEHIND, name).gauges()),
                worst(of(CHECKPOINT_AGE, name).gauges()),
                (long) of(FAILURES, name).counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum());
    }

    private Search of(String meter, String stream) {
        return meters.find(meter).tag(STREAM, stream);
    }

    private static double sum(Collection<Gauge> gauges) {
        return gauges.stream()
                .mapToDouble(Gauge::value)
                .filter(value -> !Double.isNaN(value))
                .sum();
    }

    private static @Nullable Long worst(Collection<Gauge> gauges) {
        var worst = gauges.stream()
                .mapToDouble(Gauge::value)
                .filter(value -> !Double.isNaN(value))
                .max();
        return worst.isPresent() ? Math.round(worst.getAsDouble()) : null;
    }

    /// Only of what is there: where nothing is announced, nothing is pending.
    Map<String, Double> others() {
        var figures = new TreeMap<String, Double>();
        for (var name : OTHERS) {
            var gauges = meters.find(name).gauges();
            if (gauges.stream().anyMatch(gauge -> !Double.isNaN(gauge.value()))) {
                figures.put(name, sum(gauges));
            }
        }
        return figures;
    }

    Map<String, String> troubles() {
        var troubles = new TreeMap<String, String>();
        health.ifAvailable(registry -> {
            for (var name : COMPONENTS) {
                if (registry.getContributor(name) instanceof HealthIndicator indicator) {
                    trouble(indicator).ifPresent(trouble -> troubles.put(name, trouble));
                }
            }
        });
        return troubles;
    }

    private static Optional<String> trouble(HealthIndicator indicator) {
        var told = indicator.health();
        if (told == null || told.getStatus().equals(Status.UP)) {
            return Optional.empty();
        }
        var reason = Stream.of("reason", "phase", "tableNotSearched")
                .map(told.getDetails()::get)
                .filter(detail -> detail != null)
                .map(Object::toString)
                .findFirst();
        return Optional.of(
                told.getStatus().getCode() + reason.map(why -> ": " + why).orElse(""));
    }
}
