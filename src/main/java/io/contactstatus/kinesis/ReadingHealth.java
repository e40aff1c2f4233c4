package io.contactstatus.kinesis;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether this instance reads a shard of each stream, so that what is put into them shows. UNKNOWN where it
/// does not: that is as it should be where there are more instances than shards, so readiness does not ask for
/// it.
final class ReadingHealth implements HealthIndicator {

    private final ShardReaders readers;
    private final Set<String> streams;

    ReadingHealth(ShardReaders readers, Streams streams) {
        this.readers = readers;
        this.streams = streams.names().stream().map(StreamName::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Health health() {
        var read = readers.reading().stream().map(ShardReader::stream).collect(Collectors.toUnmodifiableSet());
        return (read.containsAll(streams) ? Health.up() : Health.unknown())
                .withDetail("reading", read)
                .build();
    }
}
