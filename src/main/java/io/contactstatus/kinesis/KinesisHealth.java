package io.contactstatus.kinesis;

import io.contactstatus.instances.Trouble;
import io.contactstatus.instances.Trouble.Severity;
import io.contactstatus.kinesis.ConsumerStatus.Phase;
import io.contactstatus.kinesis.ConsumerStatus.Situation;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// Whether this instance takes part in reading the streams. How far behind it is decides nothing: an instance
/// that catches up is as ready as it can be. Nor do streams that are missing, as long as there is one to read:
/// replacing the instance would not bring them.
final class KinesisHealth implements HealthIndicator {

    /// The name of the bean, and so of the health component.
    static final String NAME = "kinesis";

    private final StreamConsumer consumer;
    private final ShardReaders readers;

    KinesisHealth(StreamConsumer consumer, ShardReaders readers) {
        this.consumer = consumer;
        this.readers = readers;
    }

    @Override
    public Health health() {
        var situation = consumer.situation();
        var health = Health.status(isReading(situation) ? Status.UP : Status.DOWN)
                .withDetail("phase", situation.phase().name())
                .withDetail("since", situation.since());
        if (situation.why() != null) {
            health.withDetail("reason", situation.why());
        }
        if (!consumer.missing().isEmpty()) {
            health.withDetail("missing", consumer.missing());
        }
        return health.withDetail("shards", shards()).build();
    }

    private static boolean isReading(Situation situation) {
        return situation.phase() == Phase.READING;
    }

    /// The same in a line.
    @Nullable
    Trouble trouble() {
        var situation = consumer.situation();
        return isReading(situation)
                ? null
                : new Trouble(
                        NAME,
                        Severity.DOWN,
                        Objects.requireNonNullElse(
                                situation.why(), situation.phase().name()));
    }

    private Map<String, Shard> shards() {
        var shards = new TreeMap<String, Shard>();
        readers.reading().forEach(reader -> shards.put(reader.toString(), Shard.of(reader.progress())));
        return shards;
    }

    /// @param secondsSinceDelivery since Kinesis last answered, with records or without
    /// @param checkpointAgeSeconds since all that was delivered was stored
    record Shard(long millisBehindLatest, long secondsSinceDelivery, long checkpointAgeSeconds) {

        static Shard of(ShardProgress progress) {
            return new Shard(
                    progress.millisBehindNow(),
                    progress.deliveryAge().toSeconds(),
                    progress.checkpointAge().toSeconds());
        }
    }
}
