package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.store.LocalDynamoDb;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whole journeys over real sockets: put into streams, read over HTTP.
class StreamsToContactsTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static KinesisLocal kinesis;

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
    void showsWhatMixedRecordsOnTwoStreamsSay() {
        try (var service = StreamService.launched(
                        kinesis.endpoint(),
                        LocalDynamoDb.freshPrefix(),
                        "mixed-1,mixed-2",
                        "--contact-status.kinesis.create-shards=2")
                .reading(4)) {
            var story = new Simulation(7, NOON).next();

            put(story.records());

            for (var expected : story.expected()) {
                await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                    var contact = get(service, "/contacts/" + expected.contactId());
                    assertThat(contact.path("status").asString("")).isEqualTo(expected.status());
                });
            }
            assertThat(service.health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void readsWhatTheSimulatorPlaysIntoStreams() throws Exception {
        try (var service = StreamService.launched(
                kinesis.endpoint(),
                LocalDynamoDb.freshPrefix(),
                "played-1,played-2",
                "--contact-status.simulator.enabled=true",
                "--contact-status.simulator.output=streams",
                "--contact-status.simulator.rate=600",
                "--contact-status.simulator.speed=50")) {
            var meters = service.bean(MeterRegistry.class);
            for (var stream : List.of("played-1", "played-2")) {
                await().atMost(Duration.ofMinutes(1))
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(meters.get("contact_status.kinesis.records")
                                        .tag("stream", stream)
                                        .counter()
                                        .count())
                                .isGreaterThan(20));
            }
            assertThat(get(service, "/contacts?active=true").path("items")).isNotEmpty();
        }
    }

    private static void put(List<SimulatedRecord> records) {
        for (var index = 0; index < records.size(); index++) {
            var record = records.get(index);
            var stream = "mixed-" + (1 + index % 2);
            kinesis.client()
                    .putRecord(request -> request.streamName(stream)
                            .partitionKey(record.partitionKey())
                            .data(SdkBytes.fromByteArray(record.payload())));
        }
    }

    private static JsonNode get(StreamService service, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.address().resolve(path)).build();
        return MAPPER.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
