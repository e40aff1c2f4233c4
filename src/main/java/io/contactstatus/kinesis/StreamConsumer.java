package io.contactstatus.kinesis;

import io.contactstatus.kinesis.ConsumerStatus.Phase;
import io.contactstatus.kinesis.ConsumerStatus.Situation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Reads the streams from the start of the application to its end: starts last, stops first.
///
/// Nothing that happens while it reads is a reason to restart the process ([ConsumerRun] starts another
/// scheduler), but until shards are read the instance is not ready, and says why.
final class StreamConsumer implements SmartLifecycle {

    private final KinesisProperties properties;
    private final Streams streams;
    private final SchedulerFactory schedulers;
    private final ShardReaders readers;
    private final SchedulerShutdown shutdown;
    private final Provisioning provisioning;
    private final ConsumerStatus status = new ConsumerStatus();
    private volatile @Nullable ConsumerRun run;

    StreamConsumer(
            KinesisProperties properties,
            Streams streams,
            SchedulerFactory schedulers,
            ShardReaders readers,
            LeaseTable leaseTable,
            Provisioning provisioning) {
        this.properties = properties;
        this.streams = streams;
        this.schedulers = schedulers;
        this.readers = readers;
        shutdown =
                new SchedulerShutdown(readers, leaseTable, properties.timing().shutdown());
        this.provisioning = provisioning;
    }

    Situation situation() {
        var situation = status.situation();
        var current = run;
        return current == null || current.isAlive()
                ? situation
                : new Situation(Phase.STOPPED, situation.since(), "its thread has ended");
    }

    /// The streams that are configured and not read, and why.
    Map<String, String> missing() {
        return status.missing();
    }

    @Override
    public synchronized void start() {
        if (run == null) {
            var started = new ConsumerRun(
                    streams,
                    schedulers,
                    readers,
                    shutdown,
                    provisioning,
                    status,
                    properties.timing().streamCheck());
            run = started;
            started.start();
        }
    }

    @Override
    public void stop() {
        var current = run;
        if (current != null) {
            current.stop();
            run = null;
        }
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }

    /// After everything else, and before it at the end.
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
