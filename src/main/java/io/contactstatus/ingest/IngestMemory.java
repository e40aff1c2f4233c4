package io.contactstatus.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// What all that is being taken in may hold at once, over all pipes: as it came, inflated and parsed. First come
/// first served.
///
/// It cannot lock up, because what waits without end holds nothing. A [MemoryShare] takes what it needs step by step
/// and never waits for a step. When one cannot be had, what is decoded so far is stored, everything is given back, and
/// then twice as much as was missing is waited for in one piece. A client's body alone is held meanwhile, and that wait
/// has an end.
@Component
public class IngestMemory {

    private static final int UNIT = 1024;
    private static final long SMALLEST_PIECE = 1024 * 1024;
    private static final long LARGEST_PIECE = 64 * 1024 * 1024;

    private final Semaphore free;
    private final int limit;

    IngestMemory(IngestProperties properties, MeterRegistry meters) {
        limit = units(properties.memoryOrDefault().toBytes());
        free = new Semaphore(limit, true);
        gauge(meters, "used", "Bytes held by what is being taken in", () -> bytes(limit - free.availablePermits()));
        gauge(meters, "limit", "Bytes that may be", this::limit);
        Gauge.builder("contact_status.ingest.memory.waiting", free, Semaphore::getQueueLength)
                .description("Requests and batches that wait for memory")
                .register(meters);
    }

    private static void gauge(MeterRegistry meters, String name, String description, LongSupplier value) {
        Gauge.builder("contact_status.ingest.memory." + name, value::getAsLong)
                .description(description)
                .baseUnit("bytes")
                .register(meters);
    }

    /// For a pipe that keeps its records until they are stored.
    public MemoryShare endless() {
        return new MemoryShare(this, null);
    }

    /// @param patience of a client, for all waits together
    public MemoryShare within(Duration patience) {
        return new MemoryShare(this, patience);
    }

    long limit() {
        return bytes(limit);
    }

    /// How much is decoded before it is stored.
    long piece() {
        return Math.clamp(limit() / 8, SMALLEST_PIECE, LARGEST_PIECE);
    }

    /// Never before one that waits.
    boolean takeNow(long bytes) {
        try {
            return units(bytes) <= limit && free.tryAcquire(units(bytes), 0, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean take(long bytes, long nanos) throws InterruptedException {
        return units(bytes) <= limit && free.tryAcquire(units(bytes), nanos, TimeUnit.NANOSECONDS);
    }

    void take(long bytes) throws InterruptedException {
        free.acquire(units(bytes));
    }

    void giveBack(long bytes) {
        free.release(units(bytes));
    }

    private static int units(long bytes) {
        return Math.toIntExact((bytes + UNIT - 1) / UNIT);
    }

    private static long bytes(int units) {
        return (long) units * UNIT;
    }

    /// To whole units, so that what is taken is what is given back.
    static long rounded(long bytes) {
        return bytes(units(bytes));
    }

    static DataSize most() {
        return DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 4);
    }
}
