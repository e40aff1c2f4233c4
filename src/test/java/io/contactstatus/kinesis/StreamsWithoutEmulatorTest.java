package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.simulator.Disturbance;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.simulator.Story;
import io.contactstatus.standin.InMemoryKinesis;
import io.contactstatus.store.LocalDynamoDb;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole way from streams to contacts on machines that have nothing but Java.
class StreamsWithoutEmulatorTest {

    private static final List<String> STREAMS = List.of("here", "there");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void showsWhatDisturbedRecordsOfAllKindsSayAndKeepsWhatNobodyCanRead() throws Exception {
        try (var kinesis = new InMemoryKinesis()) {
            STREAMS.forEach(stream -> kinesis.create(stream, 2));
            try (var service = StreamService.launched(
                            kinesis.endpoint(), LocalDynamoDb.freshPrefix(), String.join(",", STREAMS))
                    .reading(4)) {
                var simulation = new Simulation(11, Instant.parse("2026-01-05T12:00:00Z"));
                var stories = IntStream.range(0, 5)
                        .mapToObj(number -> simulation.next())
                        .toList();
                var records = stories.stream()
                        .flatMap(story -> story.records().stream())
                        .toList();

                put(kinesis, new Disturbance(0.1, 0.2, 0.5, Duration.ofMinutes(10), 11).of(records));

                await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                    for (var story : stories) {
                        assertShown(service, story);
                    }
                    // A batch's letters are written beside its contacts: either may be seen first.
                    assertThat(get(service, "/dead-letters").get("items"))
                            .singleElement()
                            .satisfies(letter ->
                                    assertThat(letter.get("pipe").stringValue()).isEqualTo("kinesis"));
                });
            }
        }
    }

    /// In turns into both, and into the first one something else too.
    private static void put(InMemoryKinesis kinesis, List<SimulatedRecord> records) {
        try (var client = KinesisClient.builder()
                .endpointOverride(kinesis.endpoint())
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build()) {
            client.putRecord(put -> put.streamName(STREAMS.getFirst())
                    .partitionKey("poison")
                    .data(SdkBytes.fromUtf8String("{\"this\": is not JSON")));
            for (var turn = 0; turn < STREAMS.size(); turn++) {
                var stream = STREAMS.get(turn);
                var entries = IntStream.iterate(turn, index -> index < records.size(), index -> index + STREAMS.size())
                        .mapToObj(records::get)
                        .map(record -> PutRecordsRequestEntry.builder()
                                .partitionKey(record.partitionKey())
                                .data(SdkBytes.fromByteArray(record.payload()))
                                .build())
                        .toList();
                client.putRecords(put -> put.streamName(stream).records(entries));
            }
        }
    }

    private static void assertShown(StreamService service, Story story) throws IOException, InterruptedException {
        for (var expected : story.expected()) {
            var contact = get(service, "/contacts/" + expected.contactId());
            assertThat(contact.path("status").asString("")).as(story.name()).isEqualTo(expected.status());
            assertThat(contact.path("disconnectReason").asString(""))
                    .as(story.name())
                    .isEqualTo(expected.disconnectReason());
        }
    }

    private static JsonNode get(StreamService service, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.address().resolve(path)).build();
        return MAPPER.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
