package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.ContactId;
import io.contactstatus.standin.InMemoryKinesis;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.LocalDynamoDb;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The streams are not the same for ever.
class OtherStreamsTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    /// KCL looks for leases to delete once a minute.
    private static final Duration UNTIL_DELETED = Duration.ofSeconds(150);

    private final String prefix = LocalDynamoDb.freshPrefix();

    @Test
    void leavesAStreamAloneThatWasTakenOutAndDoesWithoutOneThatIsMissing() {
        try (var kinesis = new InMemoryKinesis()) {
            kinesis.create("kept", 1);
            kinesis.create("dropped", 1);
            try (var both = StreamService.launched(kinesis.endpoint(), prefix, "kept,dropped")
                    .reading(2)) {
                put(kinesis, "dropped", "before");
                awaitStored(both, "before");
            }
            try (var one = StreamService.launched(
                    kinesis.endpoint(),
                    prefix,
                    "kept,absent",
                    "--contact-status.kinesis.create=false",
                    "--contact-status.kinesis.timing.lease-deletion=0s")) {
                await().atMost(LONG)
                        .until(() -> leases("dropped")
                                .equals(List.of(one.bean(SchedulerFactory.class).worker())));
                put(kinesis, "dropped", "after");
                put(kinesis, "kept", "kept");
                awaitStored(one, "kept");
                assertThat(missing(one)).isEqualTo(1);
                assertThat(one.statusOf("/actuator/health/readiness")).isEqualTo(200);
                assertThat(stored(one, "after")).isFalse();
            }
        }
    }

    @Tag("long")
    @Test
    void forgetsAStreamThatWasTakenOut() {
        try (var kinesis = new InMemoryKinesis()) {
            kinesis.create("kept", 1);
            kinesis.create("dropped", 1);
            try (var both = StreamService.launched(kinesis.endpoint(), prefix, "kept,dropped")
                    .reading(2)) {
                put(kinesis, "dropped", "before");
                awaitStored(both, "before");
            }
            try (var one = StreamService.launched(
                            kinesis.endpoint(), prefix, "kept", "--contact-status.kinesis.timing.lease-deletion=0s")
                    .reading(1)) {
                put(kinesis, "dropped", "after");

                await().atMost(UNTIL_DELETED).until(() -> leases("dropped").isEmpty());
                assertThat(stored(one, "after")).isFalse();
                assertThat(leases("kept")).hasSize(1);
            }
        }
    }

    @Test
    void readsAStreamThatWasDeletedAndMadeAgain() {
        try (var kinesis = new InMemoryKinesis()) {
            kinesis.create("calls", 1);
            var made = Instant.now();
            try (var service = StreamService.launched(
                            kinesis.endpoint(), prefix, "calls", "--contact-status.kinesis.timing.stream-check=500ms")
                    .reading(1)) {
                put(kinesis, "calls", "first");
                awaitStored(service, "first");

                // Its identity is the second in which it was made.
                await().until(() -> Instant.now().getEpochSecond() > made.getEpochSecond());
                kinesis.create("calls", 1);
                put(kinesis, "calls", "second");

                awaitStored(service, "second");
                assertThat(leases("calls")).as("one for each of its lives").hasSize(2);
            }
        }
    }

    private static void put(InMemoryKinesis kinesis, String stream, String contact) {
        var event = """
                {"version":"0","id":"e-%s","source":"aws.connect","detail-type":"Amazon Connect Contact Event",
                "time":"2026-01-05T12:00:00Z","detail":{"eventType":"INITIATED","contactId":"%s","channel":"VOICE",
                "initiationMethod":"INBOUND","initiationTimestamp":"2026-01-05T12:00:00.000Z"}}
                """.formatted(contact, contact);
        kinesis.put(stream, contact, "0", event.getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitStored(StreamService service, String contact) {
        await().atMost(LONG).until(() -> stored(service, contact));
    }

    private static boolean stored(StreamService service, String contact) {
        return !service.bean(ContactStore.class)
                .findAll(List.of(new ContactId(contact)))
                .isEmpty();
    }

    /// Who has the leases of the stream's shards, of all streams of that name.
    private List<String> leases(String stream) {
        return LocalDynamoDb.shared().client().scan(scan -> scan.tableName(prefix + "leases")).items().stream()
                .filter(item -> text(item, "leaseKey").contains(":" + stream + ":"))
                .map(lease -> text(lease, "leaseOwner"))
                .toList();
    }

    private static double missing(StreamService service) {
        return service.bean(MeterRegistry.class)
                .get("contact_status.kinesis.missing_streams")
                .gauge()
                .value();
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return item.getOrDefault(attribute, AttributeValue.fromS("none")).s();
    }
}
