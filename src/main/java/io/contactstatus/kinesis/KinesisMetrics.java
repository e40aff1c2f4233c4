package io.contactstatus.kinesis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// How the streams are read, by stream. Gauges show the worst of the shards that this instance holds, and `NaN`
/// where it holds none.
final class KinesisMetrics {

    private final MeterRegistry meters;
    private final Map<String, Counter> failures = new ConcurrentHashMap<>();

    KinesisMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void stored(String stream, int records, Duration time) {
        Counter.builder("contact_status.kinesis.records")
                .description("Records taken from the stream and dealt with")
                .tag("stream", stream)
                .register(meters)
                .increment(records);
        Timer.builder("contact_status.kinesis.batch")
                .description("From the delivery of a batch until all of it is stored")
                .tag("stream", stream)
                .register(meters)
                .record(time);
    }

    void failed(String stream) {
        counter(stream).increment();
    }

    private Counter counter(String stream) {
        return failures.computeIfAbsent(stream, this::failureCounter);
    }

    private Counter failureCounter(String stream) {
        return Counter.builder("contact_status.kinesis.failures")
                .description("Batches and checkpoints that had to be tried again")
                .tag("stream", stream)
                .register(meters);
    }

    /// Since the start.
    long failures(String stream) {
        var counter = failures.get(stream);
        return counter == null ? 0 : (long) counter.count();
    }

    void watchMissing(Supplier<Number> streams) {
        Gauge.builder("contact_status.kinesis.missing_streams", streams)
                .description("Configured streams that are not read, as they are not there or were not found")
                .register(meters);
    }

    void watch(String stream, Supplier<Collection<ShardProgress>> shards) {
        // From the start: a series that begins with its first failure shows Prometheus no increase.
        counter(stream);
        Gauge.builder("contact_status.kinesis.shards", () -> shards.get().size())
                .description("Shards of the stream that this instance reads")
                .tag("stream", stream)
                .register(meters);
        worst("contact_status.kinesis.millis_behind_latest", ShardProgress::millisBehindNow, stream, shards)
                .description("How far behind the newest record of the stream")
                .register(meters);
        worst("contact_status.kinesis.checkpoint_age", ShardProgress::checkpointAgeSeconds, stream, shards)
                .description("Since all that was delivered had been stored and checkpointed")
                .baseUnit("seconds")
                .register(meters);
    }

    private static Gauge.Builder<Supplier<Number>> worst(
            String name,
            ToDoubleFunction<ShardProgress> value,
            String stream,
            Supplier<Collection<ShardProgress>> shards) {
        Supplier<Number> worst =
                () -> shards.get().stream().mapToDouble(value).max().orElse(Double.NaN);
        return Gauge.builder(name, worst).tag("stream", stream);
    }
}
