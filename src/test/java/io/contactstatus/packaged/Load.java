package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.simulator.Disturbance;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.simulator.Story;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;

/// Puts simulated stories into streams, at a steady pace until it is told to stop: all kinds of records mixed,
/// lost, repeated and overtaking each other, and now and then one that nobody can read.
final class Load implements AutoCloseable {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final int STORIES_AT_ONCE = 6;
    private static final int ATTEMPTS = 20;
    private static final int RECORDS_BETWEEN_POISON = 150;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final List<String> streams;
    private final KinesisClient client;
    private final Simulation simulation;
    private final Disturbance disturbance;
    private final Random random;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> ticking;

    // All of the clock's thread alone, until that has ended.
    private final Deque<Sent> waiting = new ArrayDeque<>();
    private final List<Story> stories = new ArrayList<>();
    private final List<byte[]> arrived = new ArrayList<>();
    private final List<String> poison = new ArrayList<>();
    private int perhapsTwice;

    private record Sent(String partitionKey, byte[] payload, boolean poisonous) {}

    Load(URI kinesis, List<String> streams, long seed, int recordsPerSecond) {
        this.streams = streams;
        // Poison that is sent twice makes two dead letters: nothing may be repeated without being known.
        client = KinesisClient.builder()
                .endpointOverride(kinesis)
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        simulation = new Simulation(seed, NOON);
        disturbance = new Disturbance(0.1, 0.2, 0.5, Duration.ofMinutes(10), seed);
        random = new Random(seed);
        ticking = clock.scheduleAtFixedRate(() -> put(recordsPerSecond / 4), 0, 250, TimeUnit.MILLISECONDS);
    }

    private void put(int count) {
        var byStream = new TreeMap<String, List<Sent>>();
        for (var number = 0; number < count; number++) {
            if (waiting.isEmpty()) {
                fill();
            }
            var next = waiting.remove();
            byStream.computeIfAbsent(streamOf(next.partitionKey()), none -> new ArrayList<>())
                    .add(next);
        }
        byStream.forEach(this::put);
    }

    private String streamOf(String partitionKey) {
        return streams.get(Math.floorMod(partitionKey.hashCode(), streams.size()));
    }

    private void fill() {
        var records = new ArrayList<SimulatedRecord>();
        for (var number = 0; number < STORIES_AT_ONCE; number++) {
            var story = simulation.next();
            stories.add(story);
            records.addAll(story.records());
        }
        for (var record : disturbance.of(records)) {
            waiting.add(new Sent(record.partitionKey(), record.payload(), false));
            if (random.nextInt(RECORDS_BETWEEN_POISON) == 0) {
                waiting.add(new Sent(record.partitionKey(), Poison.any(random, record.payload()), true));
            }
        }
    }

    private void put(String stream, List<Sent> records) {
        var left = records;
        for (var attempt = 0; !left.isEmpty(); attempt++) {
            assertThat(attempt).as("attempts to put records").isLessThan(ATTEMPTS);
            left = refused(stream, left);
        }
    }

    /// Puts them, and gives back those that were not taken.
    private List<Sent> refused(String stream, List<Sent> records) {
        var entries = records.stream()
                .map(record -> PutRecordsRequestEntry.builder()
                        .partitionKey(record.partitionKey())
                        .data(SdkBytes.fromByteArray(record.payload()))
                        .build())
                .toList();
        try {
            var results = client.putRecords(put -> put.streamName(stream).records(entries))
                    .records();
            var refused = new ArrayList<Sent>();
            for (var number = 0; number < records.size(); number++) {
                if (results.get(number).errorCode() == null) {
                    remember(records.get(number));
                } else {
                    refused.add(records.get(number));
                }
            }
            return refused;
        } catch (SdkClientException unanswered) {
            perhapsTwice += (int) records.stream().filter(Sent::poisonous).count();
            return records;
        }
    }

    private void remember(Sent record) {
        if (record.poisonous()) {
            poison.add(Base64.getEncoder().encodeToString(record.payload()));
        } else {
            arrived.add(record.payload());
        }
    }

    /// Whoever waits for the consumers need not wait when nothing is put any more.
    void assertThatItIsRunning() {
        if (ticking.isDone()) {
            throw new AssertionError("the load has failed", ticking.exceptionNow());
        }
    }

    /// Finishes the stories that were begun, and puts one more contact last into each shard. As each shard is
    /// read in order, and after its parents, all else is stored when these are shown.
    ///
    /// @return the ids of those contacts
    List<String> finish() {
        assertThatItIsRunning();
        ticking.cancel(false);
        try {
            return clock.submit(() -> {
                        while (!waiting.isEmpty()) {
                            put(Math.min(100, waiting.size()));
                        }
                        return marks();
                    })
                    .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("the load could not be finished", failure);
        }
    }

    private List<String> marks() {
        var marks = new ArrayList<String>();
        for (var stream : streams) {
            for (var shard : open(stream)) {
                var mark = Call.fresh();
                client.putRecord(put -> put.streamName(stream)
                        .partitionKey(mark.contactId())
                        .explicitHashKey(shard.hashKeyRange().startingHashKey())
                        .data(SdkBytes.fromByteArray(mark.initiated())));
                arrived.add(mark.initiated());
                marks.add(mark.contactId());
            }
        }
        return marks;
    }

    private List<Shard> shards(String stream) {
        return client.listShards(list -> list.streamName(stream)).shards();
    }

    private List<Shard> open(String stream) {
        return shards(stream).stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .toList();
    }

    /// In the middle.
    void splitFirstShard(String stream) {
        var shard = open(stream).getFirst();
        var range = shard.hashKeyRange();
        var middle = new BigInteger(range.startingHashKey())
                .add(new BigInteger(range.endingHashKey()))
                .shiftRight(1);
        var before = shards(stream).size();
        client.splitShard(
                split -> split.streamName(stream).shardToSplit(shard.shardId()).newStartingHashKey(middle.toString()));
        await().atMost(LONGEST).until(() -> shards(stream).size() == before + 2);
    }

    void mergeFirstShards(String stream) {
        var open = open(stream);
        var before = shards(stream).size();
        client.mergeShards(merge -> merge.streamName(stream)
                .shardToMerge(open.get(0).shardId())
                .adjacentShardToMerge(open.get(1).shardId()));
        await().atMost(LONGEST).until(() -> shards(stream).size() == before + 1);
    }

    /// After [#finish].
    List<Story> stories() {
        return stories;
    }

    /// All that can be read, in the order in which it was put.
    List<byte[]> arrived() {
        return arrived;
    }

    /// In Base64.
    List<String> poison() {
        return poison;
    }

    /// How many of those may be in the streams more than once, because putting them was not answered.
    int perhapsTwice() {
        return perhapsTwice;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.close();
    }
}
