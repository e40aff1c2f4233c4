package io.contactstatus.bench;

import com.sun.management.OperatingSystemMXBean;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.standin.InMemoryKinesis;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/// Prints how fast records get from a stream into the store, and how much of that is ours: beside it, in the
/// same run, the bare client library does the same raw reads and writes.
final class StreamsReport {

    private static final int RECORDS_PER_ROUND = 4_000;
    private static final int SHARDS = 4;
    private static final int ROUNDS = 6;
    private static final String OURS = "ours";
    private static final String BARE = "bare";
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final OperatingSystemMXBean OPERATING_SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final PrintStream out;
    private final List<SimulatedRecord> records = new ArrayList<>();
    private final List<String> hashKeys;
    private final RawWrites raw;

    StreamsReport(PrintStream out) {
        this.out = out;
        var simulation = new Simulation(7, Instant.parse("2026-11-20T09:00:00Z"));
        while (records.size() < (ROUNDS + 1) * RECORDS_PER_ROUND) {
            records.addAll(simulation.next().records());
        }
        hashKeys =
                records.stream().map(record -> hashKey(record.partitionKey())).toList();
        raw = new RawWrites(records.stream().map(SimulatedRecord::payload).toList());
    }

    /// One way through.
    private record Run(double perSecond, double cores, double writeUnits, double readUnits) {

        @Override
        public String toString() {
            return "%.0f records/s (%.1f cores, %.0f write and %.0f read units)"
                    .formatted(perSecond, cores, writeUnits, readUnits);
        }
    }

    /// Something that reads a stream.
    ///
    /// @param done how many it is done with; for the service, envelopes opened
    private record Reader(String stream, IntSupplier done, DoubleSupplier written, DoubleSupplier read) {}

    void print() {
        out.printf(
                "%n## from a stream of %d shards into the store, Kinesis and DynamoDB Local in the same process, %d records a round%n%n",
                SHARDS, RECORDS_PER_ROUND);
        var prefix = LocalDynamoDb.freshPrefix();
        var units = new Units();
        var replayed = new AtomicInteger();
        try (var kinesis = new InMemoryKinesis();
                var client = CountedDynamoDb.client(any -> {})) {
            TestStores.over(client, prefix, new SimpleMeterRegistry(), Clock.systemUTC());
            kinesis.create(OURS, SHARDS);
            kinesis.create(BARE, SHARDS);
            // Both are there all the time: what a start costs is not what is asked for.
            try (var service = new StreamedService(kinesis, OURS, StreamTiming.quick());
                    var consumer = new BareConsumer(kinesis, BARE, StreamTiming.quick(), batch -> {
                        var numbers = batch.stream()
                                .map(record -> Integer.parseInt(record.partitionKey()))
                                .toList();
                        raw.replay(numbers, client, prefix, units);
                        replayed.addAndGet(numbers.size());
                    })) {
                consumer.start();
                Waiting.until(LONGEST, () -> kinesis.shardsRead(OURS) == SHARDS && kinesis.shardsRead(BARE) == SHARDS);
                compare(
                        kinesis,
                        new Reader(OURS, service::done, service::writeUnits, service::readUnits),
                        new Reader(BARE, replayed::get, units::written, units::read));
            }
        }
        new FreshnessReport(out).print();
    }

    private void compare(InMemoryKinesis kinesis, Reader service, Reader bare) {
        var ratios = new double[ROUNDS];
        for (var round = 0; round <= ROUNDS; round++) {
            Run ours;
            Run theirs;
            // In turns, so that what grows meanwhile favours nobody.
            if (round % 2 == 0) {
                ours = run(kinesis, service, round);
                theirs = run(kinesis, bare, round);
            } else {
                theirs = run(kinesis, bare, round);
                ours = run(kinesis, service, round);
            }
            var ratio = ours.perSecond() / theirs.perSecond();
            if (round > 0) {
                ratios[round - 1] = ratio;
            }
            out.printf("%s: ours %s, bare %s: %.2f%n", round == 0 ? "warm-up" : "round " + round, ours, theirs, ratio);
        }
        Arrays.sort(ratios);
        out.printf(
                "ratio: median %.2f, from %.2f to %.2f (aim: 0.85)%n",
                (ratios[(ROUNDS - 1) / 2] + ratios[ROUNDS / 2]) / 2, ratios[0], ratios[ROUNDS - 1]);
    }

    /// From the moment the records are there until the last one is stored.
    private Run run(InMemoryKinesis kinesis, Reader reader, int round) {
        var from = round * RECORDS_PER_ROUND;
        var to = from + RECORDS_PER_ROUND;
        var goal = reader.done().getAsInt() + (reader.stream().equals(OURS) ? raw.pieces(from, to) : RECORDS_PER_ROUND);
        var written = reader.written().getAsDouble();
        var read = reader.read().getAsDouble();
        var busy = OPERATING_SYSTEM.getProcessCpuTime();
        var began = System.nanoTime();
        for (var number = from; number < to; number++) {
            kinesis.put(
                    reader.stream(),
                    Integer.toString(number),
                    hashKeys.get(number),
                    records.get(number).payload());
        }
        Waiting.until(LONGEST, () -> reader.done().getAsInt() >= goal);
        var took = System.nanoTime() - began;
        busy = OPERATING_SYSTEM.getProcessCpuTime() - busy;
        return new Run(
                RECORDS_PER_ROUND * 1e9 / took,
                busy * 1.0 / took,
                reader.written().getAsDouble() - written,
                reader.read().getAsDouble() - read);
    }

    /// Where Kinesis would put it: the partition key is used for its number.
    private static String hashKey(String partitionKey) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest).toString();
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
