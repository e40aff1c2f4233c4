package io.contactstatus.kinesis;

import io.contactstatus.instances.Figure;
import io.contactstatus.instances.InstanceFigures;
import io.contactstatus.instances.Trouble;
import io.contactstatus.store.InstanceReport.StreamReport;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What this instance reads of each stream: the worst of the shards that it holds, as the metrics show it too.
record KinesisFigures(
        List<String> streamNames,
        ShardReaders readers,
        KinesisMetrics metrics,
        StreamConsumer consumer,
        KinesisHealth health)
        implements InstanceFigures {

    @Override
    public List<StreamReport> streams() {
        return streamNames.stream().distinct().sorted().map(this::stream).toList();
    }

    private StreamReport stream(String name) {
        var shards = readers.progress(name);
        return new StreamReport(
                name,
                shards.size(),
                rounded(worst(shards, ShardProgress::millisBehindNow)),
                rounded(worst(shards, ShardProgress::checkpointAgeSeconds)),
                metrics.failures(name));
    }

    private static OptionalDouble worst(Collection<ShardProgress> shards, ToDoubleFunction<ShardProgress> value) {
        return shards.stream().mapToDouble(value).max();
    }

    private static @Nullable Long rounded(OptionalDouble value) {
        return value.isPresent() ? Math.round(value.getAsDouble()) : null;
    }

    @Override
    public Map<Figure, Double> figures() {
        return Map.of(Figure.MISSING_STREAMS, (double) consumer.missing().size());
    }

    @Override
    public @Nullable Trouble trouble() {
        return health.trouble();
    }
}
