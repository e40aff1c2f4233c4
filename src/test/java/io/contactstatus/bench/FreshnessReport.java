package io.contactstatus.bench;

import io.contactstatus.standin.InMemoryKinesis;
import java.io.PrintStream;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Prints how soon after it was put into the stream a contact is shown, beside how soon the bare client library
/// hands a record over.
final class FreshnessReport {

    private static final int SHARDS = 4;
    private static final int AT_ONCE = 4;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final PrintStream out;

    FreshnessReport(PrintStream out) {
        this.out = out;
    }

    void print() {
        out.printf("%n## from being put to being shown, on an idle stream of %d shards%n%n", SHARDS);
        compare("as shipped", StreamTiming.asShipped(), 240);
        compare("quick", StreamTiming.quick(), 400);
    }

    private void compare(String name, StreamTiming timing, int samples) {
        var bare = bare(timing, samples);
        var ours = ours(timing, samples);
        out.printf(
                "%s (asked every %d ms): bare delivery p50 %d p99 %d ms, put to GET p50 %d p99 %d ms (%d samples each)%n",
                name,
                timing.idleBetweenReads().toMillis(),
                percentile(bare, 50),
                percentile(bare, 99),
                percentile(ours, 50),
                percentile(ours, 99),
                samples);
    }

    private static List<Long> ours(StreamTiming timing, int samples) {
        try (var kinesis = new InMemoryKinesis()) {
            kinesis.create("fresh", SHARDS);
            try (var service = new StreamedService(kinesis, "fresh", timing)) {
                return measured(kinesis, timing, samples, service::shows);
            }
        }
    }

    private static List<Long> bare(StreamTiming timing, int samples) {
        Set<String> delivered = ConcurrentHashMap.newKeySet();
        try (var kinesis = new InMemoryKinesis()) {
            kinesis.create("fresh", SHARDS);
            try (var consumer = new BareConsumer(
                    kinesis, "fresh", timing, batch -> batch.forEach(record -> delivered.add(record.partitionKey())))) {
                consumer.start();
                return measured(kinesis, timing, samples, delivered::contains);
            }
        }
    }

    /// In milliseconds, sorted.
    private static List<Long> measured(
            InMemoryKinesis kinesis, StreamTiming timing, int samples, Predicate<String> isThere) {
        Waiting.until(LONGEST, () -> kinesis.shardsRead("fresh") == SHARDS);
        var took = Collections.synchronizedList(new ArrayList<Long>());
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var lanes = new ArrayList<Future<?>>();
            for (var lane = 0; lane < AT_ONCE; lane++) {
                var random = new SplittableRandom(lane);
                lanes.add(threads.submit(() -> {
                    // The first ones warm up.
                    for (var sample = -10; sample < samples / AT_ONCE; sample++) {
                        var millis = sample(kinesis, timing, random, isThere);
                        if (sample >= 0) {
                            took.add(millis);
                        }
                    }
                }));
            }
            for (var lane : lanes) {
                lane.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
        return took.stream().sorted().toList();
    }

    private static long sample(
            InMemoryKinesis kinesis, StreamTiming timing, SplittableRandom random, Predicate<String> isThere) {
        // At any moment between two questions of the consumer, not right after one.
        LockSupport.parkNanos(random.nextLong(timing.idleBetweenReads().toNanos()));
        var payloads = new BenchPayloads(random.nextLong());
        var now = Instant.now();
        var event = payloads.contactEvent(
                "INITIATED",
                now,
                "VOICE",
                "connect:Telephony",
                ",\"initiationTimestamp\":\"" + BenchPayloads.millis(now) + '"');
        var began = System.nanoTime();
        kinesis.put("fresh", payloads.contactId(), hashKey(random), event);
        Waiting.until(LONGEST, () -> isThere.test(payloads.contactId()));
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private static String hashKey(SplittableRandom random) {
        return new BigInteger(128, new Random(random.nextLong())).toString();
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
