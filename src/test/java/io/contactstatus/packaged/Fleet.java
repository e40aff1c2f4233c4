package io.contactstatus.packaged;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/// Instances that share the reading of streams, and the tables.
final class Fleet implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final URI dynamoDb;
    private final String tablesPrefix;
    private final EmulatedStreams streams;
    private final AtomicReferenceArray<ServiceProcess> processes;

    /// Returns when all are up.
    Fleet(int size, URI dynamoDb, String tablesPrefix, EmulatedStreams streams) {
        this.dynamoDb = dynamoDb;
        this.tablesPrefix = tablesPrefix;
        this.streams = streams;
        processes = new AtomicReferenceArray<>(size);
        try {
            IntStream.range(0, size).forEach(this::start);
            awaitUp();
        } catch (Throwable failure) {
            close();
            throw failure;
        }
    }

    int size() {
        return processes.length();
    }

    /// Does not wait until it is up.
    void start(int index) {
        processes.set(
                index,
                ServiceProcess.starting(
                        Unpacked.shared().options(), dynamoDb, tablesPrefix, streams.arguments("worker-" + index)));
    }

    void awaitUp() {
        IntStream.range(0, size()).forEach(index -> processes.get(index).started());
    }

    /// Until it has stored something since it was started.
    void awaitAtWork(int index, Load load) {
        var service = processes.get(index).started().service();
        await().atMost(LONGEST).until(() -> {
            load.assertThatItIsRunning();
            return service.counts().stored() > 0;
        });
    }

    void kill(int index) {
        processes.get(index).kill();
    }

    Service service(int index) {
        return processes.get(index).service();
    }

    List<Service> services() {
        return IntStream.range(0, size()).mapToObj(this::service).toList();
    }

    @Override
    public void close() {
        for (var index = 0; index < size(); index++) {
            var process = processes.get(index);
            if (process != null) {
                process.close();
            }
        }
    }
}
