package io.contactstatus.kinesis;

import io.contactstatus.ingest.RawRecord;
import io.contactstatus.store.GapStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.ExponentialBackOff;
import software.amazon.kinesis.common.StreamIdentifier;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;

/// The readers of the shards that this instance holds, and KCL's factory of them.
final class ShardReaders implements ShardRecordProcessorFactory {

    private final Consumer<List<RawRecord>> sink;
    private final KinesisMetrics metrics;
    private final Supplier<ShardGap> gaps;
    private final Set<ShardReader> reading = ConcurrentHashMap.newKeySet();
    private volatile Leases leases = NoLeases.INSTANCE;

    /// Of which no gap is told.
    ShardReaders(Consumer<List<RawRecord>> sink, KinesisMetrics metrics) {
        this(sink, metrics, () -> new ShardGap(GapStore.NONE, Duration.ofMinutes(10), Clock.systemUTC()));
    }

    ShardReaders(Consumer<List<RawRecord>> sink, KinesisMetrics metrics, Supplier<ShardGap> gaps) {
        this.sink = sink;
        this.metrics = metrics;
        this.gaps = gaps;
    }

    private enum NoLeases implements Leases {
        INSTANCE;

        @Override
        public @Nullable String token(String leaseKey) {
            return null;
        }

        @Override
        public void giveUp(String leaseKey, String token) {
            // There is nothing to give up.
        }
    }

    /// From now on readers check their leases there.
    void holdBy(Leases holder) {
        leases = holder;
    }

    Leases leases() {
        return leases;
    }

    @Override
    public ShardRecordProcessor shardRecordProcessor() {
        throw new UnsupportedOperationException("KCL names the stream when there may be several");
    }

    @Override
    public ShardRecordProcessor shardRecordProcessor(StreamIdentifier stream) {
        return new ShardReader(stream.streamName(), stream.serialize(), sink, this, metrics, pauses());
    }

    private static ExponentialBackOff pauses() {
        var pauses = new ExponentialBackOff(200, 2);
        pauses.setMaxInterval(10_000);
        pauses.setJitter(100);
        return pauses;
    }

    ShardGap gap() {
        return gaps.get();
    }

    void joined(ShardReader reader) {
        reading.add(reader);
    }

    void left(ShardReader reader) {
        reading.remove(reader);
    }

    Collection<ShardReader> reading() {
        return List.copyOf(reading);
    }

    Collection<ShardProgress> progress(String stream) {
        return reading.stream()
                .filter(reader -> reader.stream().equals(stream))
                .map(ShardReader::progress)
                .toList();
    }

    void abandonLost() {
        reading().forEach(ShardReader::abandonIfLost);
    }

    void forgetAll() {
        reading.clear();
    }

    void abandonAll() {
        reading().forEach(ShardReader::abandon);
    }
}
