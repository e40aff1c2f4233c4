package io.contactstatus.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// What it says of itself, seen by the client that everybody uses, in both encodings.
class InMemoryKinesisTest {

    private static final String STREAM = "calls";

    private final InMemoryKinesis kinesis = new InMemoryKinesis();

    @AfterEach
    void end() {
        kinesis.close();
        System.clearProperty(SdkSystemSetting.CBOR_ENABLED.property());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesBackWhatWasPutInOrder(boolean cbor) {
        try (var client = client(cbor)) {
            kinesis.create(STREAM, 4);
            var began = Instant.now().truncatedTo(ChronoUnit.MILLIS);

            put(client, IntStream.range(0, 100).mapToObj(Integer::toString).toList());

            var read = new ArrayList<String>();
            for (var shard : shards(client)) {
                var records = read(client, shard, ShardIteratorType.TRIM_HORIZON, null)
                        .records();
                assertThat(records).extracting(Record::sequenceNumber).isSorted();
                assertThat(records)
                        .allSatisfy(record ->
                                assertThat(record.approximateArrivalTimestamp()).isBetween(began, Instant.now()));
                assertThat(texts(records))
                        .isSortedAccordingTo(
                                (left, right) -> Integer.compare(Integer.parseInt(left), Integer.parseInt(right)));
                read.addAll(texts(records));
            }
            assertThat(read)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 100).mapToObj(Integer::toString).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsFromWhereItIsAskedToAndTellsHowFarBehindThatIs(boolean cbor) {
        try (var client = client(cbor)) {
            client.createStream(stream -> stream.streamName(STREAM).shardCount(1));
            var shard = shards(client).getFirst();
            put(client, List.of("a", "b", "c"));
            var all = read(client, shard, ShardIteratorType.TRIM_HORIZON, null);
            var second = all.records().get(1).sequenceNumber();

            assertThat(texts(all.records())).containsExactly("a", "b", "c");
            assertThat(all.millisBehindLatest()).isZero();
            assertThat(texts(read(client, shard, ShardIteratorType.AT_SEQUENCE_NUMBER, second)
                            .records()))
                    .containsExactly("b", "c");
            assertThat(texts(read(client, shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, second)
                            .records()))
                    .containsExactly("c");
            assertThat(read(client, shard, ShardIteratorType.LATEST, null).records())
                    .isEmpty();
            assertThat(read(client, shard, ShardIteratorType.AT_TIMESTAMP, null).records())
                    .hasSize(3);

            var one = client.getRecords(
                    get -> get.shardIterator(iterator(client, shard, ShardIteratorType.TRIM_HORIZON, null))
                            .limit(1));
            assertThat(texts(one.records())).containsExactly("a");
            var next = one.nextShardIterator();
            await().until(() ->
                    client.getRecords(get -> get.shardIterator(next).limit(1)).millisBehindLatest() > 0);
            assertThat(texts(client.getRecords(get -> get.shardIterator(next)).records()))
                    .containsExactly("b", "c");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void describesAStream(boolean cbor) {
        try (var client = client(cbor)) {
            kinesis.create(STREAM, 3);

            var summary = client.describeStreamSummary(describe -> describe.streamName(STREAM))
                    .streamDescriptionSummary();

            assertThat(summary.openShardCount()).isEqualTo(3);
            assertThat(summary.streamCreationTimestamp())
                    .isBetween(Instant.now().minusSeconds(60), Instant.now());
            assertThat(client.describeStreamSummary(describe -> describe.streamARN(summary.streamARN()))
                            .streamDescriptionSummary())
                    .isEqualTo(summary);
            assertThat(shards(client))
                    .extracting(shard -> shard.hashKeyRange().endingHashKey())
                    .last()
                    .isEqualTo("340282366920938463463374607431768211455");
            assertThatThrownBy(() -> client.describeStreamSummary(describe -> describe.streamName("another")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void putsWithoutTheNetworkAndTellsWhichShardsAreRead() {
        try (var client = client(true)) {
            kinesis.create(STREAM, 2);
            kinesis.put(STREAM, "anything", "0", "first".getBytes(StandardCharsets.UTF_8));
            var first = shards(client).getFirst();
            assertThat(kinesis.shardsRead(STREAM)).isZero();

            var records =
                    read(client, first, ShardIteratorType.TRIM_HORIZON, null).records();

            assertThat(texts(records)).containsExactly("first");
            assertThat(kinesis.shardsRead(STREAM)).isEqualTo(1);
        }
    }

    private static void put(KinesisClient client, List<String> texts) {
        var entries = texts.stream()
                .map(text -> PutRecordsRequestEntry.builder()
                        .partitionKey(text)
                        .data(SdkBytes.fromUtf8String(text))
                        .build())
                .toList();
        assertThat(client.putRecords(put -> put.streamName(STREAM).records(entries))
                        .failedRecordCount())
                .isZero();
    }

    private static List<Shard> shards(KinesisClient client) {
        return client.listShards(list -> list.streamName(STREAM)).shards();
    }

    private static GetRecordsResponse read(
            KinesisClient client, Shard shard, ShardIteratorType type, @Nullable String sequence) {
        return client.getRecords(get -> get.shardIterator(iterator(client, shard, type, sequence)));
    }

    private static String iterator(
            KinesisClient client, Shard shard, ShardIteratorType type, @Nullable String sequence) {
        var request = GetShardIteratorRequest.builder()
                .streamName(STREAM)
                .shardId(shard.shardId())
                .shardIteratorType(type);
        if (type == ShardIteratorType.AT_TIMESTAMP) {
            request.timestamp(Instant.now().minusSeconds(3600));
        }
        if (sequence != null) {
            request.startingSequenceNumber(sequence);
        }
        return Objects.requireNonNull(client.getShardIterator(request.build()).shardIterator());
    }

    private static List<String> texts(List<Record> records) {
        return records.stream()
                .map(record -> new String(record.data().asByteArray(), StandardCharsets.UTF_8))
                .toList();
    }

    private KinesisClient client(boolean cbor) {
        System.setProperty(SdkSystemSetting.CBOR_ENABLED.property(), Boolean.toString(cbor));
        return KinesisClient.builder()
                .endpointOverride(kinesis.endpoint())
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }
}
