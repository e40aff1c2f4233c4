package io.contactstatus.web;

import static io.contactstatus.web.GuardedService.ALL;
import static io.contactstatus.web.GuardedService.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.LocalDynamoDb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@GuardedService
@ExtendWith(OutputCaptureExtension.class)
class TranscriptApiTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @Value("${contact-status.tables.prefix}")
    private String tables;

    private PublishedApi api;
    private final String id = UUID.randomUUID().toString();

    /// As no other test has it.
    private final String card = "4111 1111 %08d".formatted(Math.floorMod(id.hashCode(), 100_000_000));

    @BeforeEach
    void connect() {
        api = PublishedApi.of(port);
    }

    private void ingest(String record) {
        var answer = api.exchange("POST", "/ingest", record, "X-Api-Key", ALL, "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    private String sample(String name) {
        try (var file = TranscriptApiTest.class.getResourceAsStream("/connect/contact-lens/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("0a1b2c3d-1111-4222-8333-444455556666", id)
                    .replace("4111 1111 1111 1111", card);
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private JsonNode get(String path) {
        var answer = api.get(path, "X-Api-Key", ALL);
        assertThat(answer.statusCode()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private JsonNode getAs(String key, String path) {
        return json.readTree(api.get(path, "X-Api-Key", key).body());
    }

    @Test
    void tellsWhatContactLensMakesOfACall() {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", Records.PHONE));
        ingest(sample("voice-segments.json"));
        ingest(sample("rule-realtime.json"));

        var insights = get("/contacts/" + id).path("insights");
        assertThat(insights).isEqualTo(json.readTree("""
                                {"categories":["Card declined"],
                                 "rules":[{"name":"Wants to cancel","at":"2026-11-20T02:12:09.000Z"}],
                                 "customerSentiment":"NEGATIVE","agentSentiment":"NEUTRAL","negativeRun":1,"issues":1}"""));
        assertThat(get("/contacts/" + id).at("/sources/contactLens").isObject()).isTrue();
        var listed = get("/contacts?active=true&category=Card%20declined").path("items");
        assertThat(listed).anySatisfy(contact -> {
            assertThat(contact.path("contactId").stringValue()).isEqualTo(id);
            assertThat(contact.path("insights"))
                    .isEqualTo(json.readTree("{\"categories\":[\"Card declined\"],\"negativeRun\":1}"));
        });
        assertThat(get("/contacts?active=true&category=Card").path("items")).isEmpty();
    }

    @Test
    void keepsDigitsSpokenOnACallNowhere(CapturedOutput logs) {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", Records.PHONE));
        ingest(sample("voice-segments.json"));
        ingest(sample("voice-segments.json").replace("\"" + id + "\"", "\"the ID of the contact\""));

        var transcript = get("/contacts/" + id + "/transcript");
        assertThat(transcript.path("redacted").booleanValue()).isTrue();
        assertThat(transcript.path("final").booleanValue()).isFalse();
        assertThat(transcript.path("items"))
                .extracting(item -> item.path("participant").stringValue())
                .containsExactly("AGENT", "CUSTOMER");
        assertThat(transcript.path("items")).noneMatch(item -> item.has("text"));
        assertThat(transcript.at("/items/1/issue").booleanValue()).isTrue();
        assertThat(transcript.at("/items/1/beginOffsetMillis").intValue()).isEqualTo(23_000);
        for (var path : List.of("", "/history", "/journey?view=techy", "/transcript")) {
            assertThat(get("/contacts/" + id + path).toString()).doesNotContain(card.substring(10), "card is");
        }
        for (var letter : get("/dead-letters").path("items")) {
            assertThat(get("/dead-letters/" + letter.path("id").stringValue()).toString())
                    .doesNotContain(card, "My card is");
        }
        assertThat(everythingStored()).isNotEmpty().noneMatch(item -> item.contains(card));
        assertThat(logs.getAll()).doesNotContain(card);
    }

    /// All text there is in the tables; what is compressed is read by the API above.
    private List<String> everythingStored() {
        var all = new ArrayList<String>();
        var client = LocalDynamoDb.shared().client();
        for (var table : client.listTablesPaginator().tableNames()) {
            if (!table.startsWith(tables)) {
                continue;
            }
            client.scanPaginator(ScanRequest.builder().tableName(table).build()).items().stream()
                    .map(Object::toString)
                    .forEach(all::add);
        }
        return all;
    }

    @Test
    void keepsWhatContactLensHasRedactedOfAChat() {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", Records.PHONE));
        ingest(sample("chat-segments-raw.json"));
        ingest(sample("chat-segments-redacted.json"));
        ingest(sample("chat-segments-redacted.json"));

        var transcript = get("/contacts/" + id + "/transcript?limit=1");
        assertThat(transcript.path("redacted").booleanValue()).isTrue();
        assertThat(transcript.at("/items/0/text").stringValue()).isEqualTo("Hello, this is [PII].");
        var next = get("/contacts/" + id + "/transcript?limit=1&cursor="
                + transcript.path("nextCursor").stringValue());
        assertThat(next.at("/items/0/text").stringValue()).isEqualTo("My parcel never came, number [PII]");
        assertThat(next.at("/items/0/at").stringValue()).isEqualTo("2026-11-20T02:10:31.020Z");
        assertThat(next.has("nextCursor")).isFalse();
        ingest(sample("chat-completed.json"));
        assertThat(get("/contacts/" + id + "/transcript").path("final").booleanValue())
                .isTrue();
    }

    @Test
    void showsWordsToThoseWhoMayReadThem() {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", Records.PHONE));
        ingest(sample("chat-segments-redacted.json"));

        assertThat(get("/contacts/" + id).at("/insights/summary").stringValue())
                .isEqualTo("The customer's parcel [PII] did not arrive.");
        assertThat(getAs(READER, "/contacts/" + id).path("insights").has("summary"))
                .isFalse();
        assertThat(getAs(READER, "/contacts/" + id).at("/insights/categories/0").stringValue())
                .isEqualTo("Parcel lost");
        assertThat(api.get("/contacts/" + id + "/transcript", "X-Api-Key", READER)
                        .statusCode())
                .isEqualTo(403);
        assertThat(getAs(READER, "/contacts/" + id + "/history").toString()).doesNotContain("parcel");
        assertThat(api.get("/contacts/unknown-" + id + "/transcript", "X-Api-Key", ALL)
                        .statusCode())
                .isEqualTo(404);
    }
}
