package io.contactstatus.kinesis;

import io.contactstatus.kinesis.StreamConsumer.Phase;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// Whether this instance takes part in reading the streams. How far behind it is decides nothing: an instance that
/// catches up is as ready as it can be. Nor do streams that are missing, as long as there is one to read: replacing the
/// instance would not bring them.
final class KinesisHealth implements HealthIndicator {

    private final StreamConsumer consumer;
    private final ShardReaders readers;

    KinesisHealth(StreamConsumer consumer, ShardReaders readers) {
        this.consumer = consumer;
        this.readers = readers;
    }

    @Override
    public Health health() {
        var situation = consumer.situation();
        var health = Health.status(situation.phase() == Phase.READING ? Status.UP : Status.DOWN)
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

    private Map<String, Shard> shards() {
        var shards = new TreeMap<String, Shard>();
        readers.reading().forEach(reader -> shards.put(reader.toString(), Shard.of(reader.progress())));
        return shards;
    }

    /// @param secondsSinceDelivery since Kinesis last answered, with records or without
    /// @param checkpointAgeSeconds since all that was delivered was stored
    record Shard(long millisBehindLatest, long secondsSinceDelivery, long checkpointAgeSeconds) {

        static Shard of(Progress progress) {
            return new Shard(
                    progress.millisBehindNow(),
                    progress.deliveryAge().toSeconds(),
                    progress.checkpointAge().toSeconds());
        }
    }
}
