package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.LocalDynamoDb;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import software.amazon.awssdk.core.SdkBytes;

/// What may happen to streams and to those who read them, over real sockets.
class StreamLifeTest {

    private static final String HALF = "170141183460469231731687303715884105728";

    private static KinesisLocal kinesis;

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final AtomicInteger next = new AtomicInteger();
    private final List<String> put = new ArrayList<>();

    @BeforeAll
    static void startKinesis() {
        kinesis = KinesisLocal.started();
    }

    @AfterAll
    static void stopKinesis() {
        if (kinesis != null) {
            kinesis.close();
        }
    }

    @Test
    void takesAggregatesApartAndLeavesPoisonInTheDeadLetters() {
        kinesis.createStream("aggregated", 1);
        try (var service = reading("aggregated", 1)) {
            var payloads = new ArrayList<byte[]>();
            for (var record = 0; record < 5; record++) {
                payloads.add(event());
            }
            put("aggregated", "whole", Aggregates.of(payloads, "whole"));
            put("aggregated", "poison", "{ not JSON".getBytes(StandardCharsets.UTF_8));
            put("aggregated", "last", event());

            assertAllStored(service);
            assertThat(service.bean(DeadLetterStore.class).newest(10, null).items())
                    .singleElement()
                    .satisfies(letter -> {
                        assertThat(letter.pipe()).isEqualTo("kinesis");
                        assertThat(letter.position()).matches("aggregated/shardId-0+/\\d+");
                    });
        }
    }

    @Test
    void followsASplitAndAMerge() {
        kinesis.createStream("resharded", 1);
        try (var service = reading("resharded", 1)) {
            putSome("resharded", 10);
            kinesis.client()
                    .splitShard(request -> request.streamName("resharded")
                            .shardToSplit("shardId-000000000000")
                            .newStartingHashKey(HALF));
            kinesis.awaitActive("resharded");
            putSome("resharded", 20);
            service.reading(2);
            assertAllStored(service);

            kinesis.client()
                    .mergeShards(request -> request.streamName("resharded")
                            .shardToMerge("shardId-000000000001")
                            .adjacentShardToMerge("shardId-000000000002"));
            kinesis.awaitActive("resharded");
            putSome("resharded", 10);
            service.reading(1);

            assertAllStored(service);
        }
    }

    @Test
    void handsItsShardsOverWhenItLeaves() {
        kinesis.createStream("shared", 4);
        var first = reading("shared", 4);
        try {
            putSome("shared", 20);
            try (var second = launched(kinesis, "shared", "--contact-status.kinesis.timing.failover=30s")) {
                await().until(() -> !second.readers().reading().isEmpty());
                putSome("shared", 20);

                first.close();
                var before = System.nanoTime();
                putSome("shared", 20);
                second.reading(4);

                assertThat(Duration.ofNanos(System.nanoTime() - before))
                        .as("nobody waits for leases to expire")
                        .isLessThan(Duration.ofSeconds(15));
                assertAllStored(second);
            }
        } finally {
            first.close();
        }
    }

    @Test
    void goesOnWhereItStoppedAfterARestart() {
        kinesis.createStream("restarted", 2);
        try (var service = reading("restarted", 2)) {
            putSome("restarted", 10);
            assertAllStored(service);
        }
        putSome("restarted", 10);
        try (var service = reading("restarted", 2)) {
            assertAllStored(service);
        }
    }

    @Test
    void beginsWithWhatArrivesFromNowOn() {
        kinesis.createStream("latest", 1);
        putSome("latest", 5);
        var before = List.copyOf(put);
        put.clear();
        try (var service = launched(kinesis, "latest", "--contact-status.kinesis.initial-position=LATEST")
                .reading(1)) {
            await().until(() -> hasBeenDelivered(service));
            putSome("latest", 5);

            assertAllStored(service);
            assertNoneStored(service, before);
        }
    }

    @Test
    void beginsWithWhatArrivedThenOrLater() {
        kinesis.createStream("timed", 1);
        putSome("timed", 5);
        var before = List.copyOf(put);
        put.clear();
        var last = Instant.now();
        await().until(() -> Instant.now().isAfter(last.plusMillis(20)));
        var then = Instant.now();
        putSome("timed", 5);
        try (var service = launched(
                kinesis,
                "timed",
                "--contact-status.kinesis.initial-position=AT_TIMESTAMP",
                "--contact-status.kinesis.initial-timestamp=" + then)) {
            assertAllStored(service);
            assertNoneStored(service, before);
        }
    }

    @Test
    void waitsForAKinesisThatIsNotThereYet() {
        var gone = KinesisLocal.started();
        gone.close();
        try (var service = launched(gone, "awaited")) {
            await().untilAsserted(() -> {
                assertThat(service.health().getStatus()).isEqualTo(Status.DOWN);
                assertThat(String.valueOf(service.health().getDetails().get("reason")))
                        .startsWith("Kinesis was not reached");
            });
            assertThat(service.statusOf("/contacts?active=true")).isEqualTo(200);
            assertThat(service.statusOf("/actuator/health/readiness")).isEqualTo(503);

            try (var back = KinesisLocal.startedAt(gone.endpoint().getPort())) {
                service.reading(1);
                assertThat(service.health().getStatus()).isEqualTo(Status.UP);
                assertThat(service.statusOf("/actuator/health/readiness")).isEqualTo(200);
                assertThat(back.client().listStreams().streamNames()).containsExactly("awaited");
            }
        }
    }

    @Test
    void fansOut() {
        kinesis.createStream("fanned", 2);
        try (var service = launched(kinesis, "fanned", "--contact-status.kinesis.retrieval=fan-out")
                .reading(2)) {
            putSome("fanned", 10);

            assertAllStored(service);
        }
    }

    private StreamService reading(String stream, int shards) {
        return launched(kinesis, stream).reading(shards);
    }

    private StreamService launched(KinesisLocal local, String stream, String... more) {
        return StreamService.launched(local.endpoint(), prefix, stream, more);
    }

    private static boolean hasBeenDelivered(StreamService service) {
        return service.readers().progress("latest").stream().allMatch(progress -> progress.millisBehind() != null);
    }

    /// One event of a contact of its own.
    private byte[] event() {
        var contact = prefix + next.incrementAndGet();
        put.add(contact);
        return """
                {"version":"0","id":"e-%s","source":"aws.connect","detail-type":"Amazon Connect Contact Event",
                "time":"2026-01-05T12:00:00Z","detail":{"eventType":"INITIATED","contactId":"%s","channel":"VOICE",
                "initiationMethod":"INBOUND","initiationTimestamp":"2026-01-05T12:00:00.000Z"}}
                """.formatted(contact, contact).getBytes(StandardCharsets.UTF_8);
    }

    private void putSome(String stream, int records) {
        for (var record = 0; record < records; record++) {
            var event = event();
            put(stream, put.getLast(), event);
        }
    }

    private static void put(String stream, String partitionKey, byte[] payload) {
        kinesis.client()
                .putRecord(request ->
                        request.streamName(stream).partitionKey(partitionKey).data(SdkBytes.fromByteArray(payload)));
    }

    private void assertAllStored(StreamService service) {
        var store = service.bean(ContactStore.class);
        var ids = put.stream().map(ContactId::new).toList();
        await().untilAsserted(() -> assertThat(store.findAll(ids)).hasSameSizeAs(ids));
    }

    private static void assertNoneStored(StreamService service, List<String> contacts) {
        assertThat(service.bean(ContactStore.class)
                        .findAll(contacts.stream().map(ContactId::new).toList()))
                .isEmpty();
    }
}
