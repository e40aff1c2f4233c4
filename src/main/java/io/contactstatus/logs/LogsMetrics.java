package io.contactstatus.logs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How log groups are read. Alert on the lag of a group that is polled: the greatest of all instances, because
/// only the one that reads it knows it.
final class LogsMetrics {

    private final MeterRegistry meters;
    private final Clock clock;
    private final Counter events;
    private final Counter repeated;
    private final Counter requests;
    private final Counter throttles;
    private final Counter failures;
    private final Map<String, Instant> positions = new ConcurrentHashMap<>();

    LogsMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        events = counter("events", "Log events handed on to the ingestion");
        repeated = counter("repeated", "Log events that overlapping readings saw again and did not hand on");
        requests = counter("requests", "Requests to CloudWatch Logs");
        throttles = counter("throttles", "Requests that CloudWatch Logs throttled");
        failures = counter("failures", "Requests that failed otherwise");
    }

    private Counter counter(String name, String description) {
        return Counter.builder("contact_status.logs." + name)
                .description(description)
                .register(meters);
    }

    void read(int fresh, int known) {
        events.increment(fresh);
        repeated.increment(known);
    }

    void requested() {
        requests.increment();
    }

    void throttled() {
        throttles.increment();
    }

    void failed() {
        failures.increment();
    }

    /// @param mode `polling` or `schedule`
    void reached(String mode, String group, Instant position) {
        var key = mode + " " + group;
        if (positions.put(key, position) == null) {
            Gauge.builder("contact_status.logs.lag", () -> lag(key))
                    .description(
                            "How far behind now the reading of a log group is; not a number where another instance reads it")
                    .baseUnit("seconds")
                    .tag("mode", mode)
                    .tag("group", group)
                    .register(meters);
        }
    }

    /// Another instance may read it now.
    void left(String mode, String group) {
        positions.computeIfPresent(mode + " " + group, (key, position) -> Instant.MAX);
    }

    private double lag(String key) {
        var position = positions.getOrDefault(key, Instant.MAX);
        return position.equals(Instant.MAX)
                ? Double.NaN
                : Duration.between(position, clock.instant()).toMillis() / 1000.0;
    }
}
