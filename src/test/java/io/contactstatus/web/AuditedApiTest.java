package io.contactstatus.web;

import static io.contactstatus.web.GuardedService.ALL;
import static io.contactstatus.web.GuardedService.OPERATOR;
import static io.contactstatus.web.GuardedService.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.audit.AuditLines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@GuardedService
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties =
                "contact-status.security.identifier-secret=nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn,oooooooooooooooooooooooooooooooo")
class AuditedApiTest {

    private static final String EVERYTHING = "one-who-may-do-everything";
    private static final String NAME = "Kobayashi-Marked";
    private static final String DIGITS = "48151623421";

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @LocalServerPort
    private int port;

    private PublishedApi api;
    private final String id = UUID.randomUUID().toString();
    private final String phone = "+81902%07d".formatted(Math.floorMod(id.hashCode(), 10_000_000));

    @BeforeEach
    void aCallIsKnown() {
        api = PublishedApi.of(port);
        ingest(
                Records.initiated(id, "2026-01-05T20:00:00.500Z", phone),
                Records.contactRecord(id, phone),
                Records.flowLog(
                        id,
                        "2026-01-05T20:00:03.000Z",
                        "StoreUserInput",
                        ",\"Parameters\":{},\"Results\":\"" + DIGITS + "\""));
    }

    private void ingest(String... records) {
        assertThat(send("POST", "/ingest", String.join("\n", records), ALL).statusCode())
                .isEqualTo(202);
    }

    private HttpResponse<String> send(String method, String path, String body, String key) {
        return api.exchange(method, path, body, "X-Api-Key", key, "Content-Type", "application/json");
    }

    private HttpResponse<String> get(String path, String key) {
        return api.get(path, "X-Api-Key", key);
    }

    private String customer(String what) {
        return "/customers/" + phone.replace("+", "%2B") + what;
    }

    private JsonNode lastLine() {
        await().until(() -> !audit.of(EVERYTHING).isEmpty());
        return audit.of(EVERYTHING).getLast();
    }

    @Test
    void tellsWhoSawWhichContact() {
        for (var part : List.of("", "/history", "/journey", "/related", "/record")) {
            audit.text().clear();
            assertThat(get("/contacts/" + id + part, ALL).statusCode()).isEqualTo(200);

            var line = lastLine();
            assertThat(line.path("kind").asString("")).isEqualTo("VIEW");
            assertThat(line.path("outcome").asString("")).isEqualTo("DONE");
            assertThat(line.path("way").asString("")).isEqualTo("api");
            assertThat(line.path("operation").asString("")).isEqualTo("GET /contacts/{contactId}" + part);
            assertThat(line.path("contacts").toString()).isEqualTo("[\"" + id + "\"]");
            assertThat(line.path("at").asString("")).matches("20..-..-..T..:..:...*Z");
        }
    }

    @Test
    void tellsNothingOfWhoSeesMaskedDataOnly() {
        for (var path : List.of("/contacts/" + id, "/contacts/" + id + "/history", "/contacts?active=true")) {
            assertThat(get(path, READER).statusCode()).isEqualTo(200);
        }

        assertThat(audit.text()).isEmpty();
    }

    @Test
    void namesCustomersByDigestsOfBothSecrets() {
        assertThat(get(customer("/situation"), ALL).statusCode()).isEqualTo(200);

        var line = lastLine();
        assertThat(line.path("kind").asString("")).isEqualTo("LOOKUP");
        assertThat(line.path("customer")).hasSize(2);
        assertThat(line.path("contacts").toString()).contains(id);
        assertThat(audit.text()).noneMatch(text -> text.contains(phone.substring(1)));
    }

    @Test
    void tellsOfListsRecordingsChangesAndDeadLetters() {
        assertThat(get("/contacts?active=true", ALL).statusCode()).isEqualTo(200);
        assertThat(lastLine().path("kind").asString("")).isEqualTo("LIST");
        assertThat(get("/contacts/" + id + "/recordings", ALL).statusCode()).isEqualTo(200);
        assertThat(lastLine().path("kind").asString("")).isEqualTo("RECORDINGS");
        assertThat(send("PATCH", "/contacts/" + id, "{\"attributes\":{\"name\":\"" + NAME + "\"}}", ALL)
                        .statusCode())
                .isEqualTo(200);
        assertThat(lastLine().path("kind").asString("")).isEqualTo("CHANGE");
        var letter = letter();
        assertThat(get("/dead-letters/" + letter, ALL).body()).contains("\"payload\"");
        assertThat(lastLine().path("kind").asString("")).isEqualTo("PAYLOAD");
        assertThat(lastLine().path("letters").toString()).isEqualTo("[\"" + letter + "\"]");
        assertThat(send("POST", "/dead-letters/" + letter + "/replay", "", ALL).statusCode())
                .isEqualTo(200);
        assertThat(lastLine().path("kind").asString("")).isEqualTo("REPLAY");
        assertThat(send("DELETE", "/dead-letters/" + letter, "", ALL).statusCode())
                .isEqualTo(204);
        assertThat(lastLine().path("kind").asString("")).isEqualTo("DISCARD");
    }

    @Test
    void tellsWhoHadACustomerErased() {
        assertThat(send("DELETE", customer(""), "", ALL).statusCode()).isEqualTo(202);

        var line = lastLine();
        assertThat(audit.of(EVERYTHING)).hasSize(1);
        assertThat(line.path("kind").asString("")).isEqualTo("ERASURE");
        assertThat(line.path("outcome").asString("")).isEqualTo("DONE");
        assertThat(line.path("operation").asString("")).isEqualTo("DELETE /customers/{identifier}");
        assertThat(line.path("customer")).hasSize(2);
        assertThat(audit.text()).noneMatch(text -> text.contains(phone.substring(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /customers/%s, one-who-runs-the-service, DELETE /customers/*, ERASURE",
        "GET, /customers/%s/situation, one-who-runs-the-service, GET /customers/*/situation, LOOKUP",
        "PATCH, /contacts/%s, one-who-may-read-contacts, PATCH /contacts/*, CHANGE",
        "POST, /contacts/%s/stop, one-who-may-read-contacts, POST /contacts/*/stop, STOP",
        "POST, /dead-letters/%s/replay, one-who-may-read-contacts, POST /dead-letters/*/replay, REPLAY",
        "GET, /contacts/%s/recordings, one-who-may-read-contacts, GET /contacts/*/recordings, RECORDINGS"
    })
    void tellsOnceWhoWasRefusedWhat(String method, String path, String who, String operation, String kind) {
        var key = "key-of-" + who;
        var number = phone.replace("+", "%2B");

        for (var attempt = 0; attempt < 3; attempt++) {
            assertThat(send(method, path.formatted(number), "{}", key).statusCode())
                    .isEqualTo(403);
        }

        assertThat(audit.of(who)).hasSize(1);
        var line = audit.of(who).getFirst();
        assertThat(line.path("kind").asString("")).isEqualTo(kind);
        assertThat(line.path("outcome").asString("")).isEqualTo("REFUSED");
        assertThat(line.path("operation").asString("")).isEqualTo(operation);
        assertThat(line.has("contacts") || line.has("customer")).isFalse();
        assertThat(audit.text()).noneMatch(text -> text.contains(phone.substring(1)));
    }

    @Test
    void tellsNothingOfStrangersAndOfWhatIsNotAudited() {
        assertThat(send("DELETE", customer(""), "", "a-key-of-nobody").statusCode())
                .isEqualTo(401);
        assertThat(get("/dead-letters", READER).statusCode()).isEqualTo(403);
        assertThat(get("/nothing/" + phone, READER).statusCode()).isEqualTo(404);

        assertThat(audit.text()).isEmpty();
    }

    @Test
    void showsPayloadsToThoseAloneWhoMaySeePersonalData() {
        var letter = letter();

        assertThat(get("/dead-letters/" + letter, OPERATOR).body())
                .contains(letter, "\"reason\"")
                .doesNotContain("payload");
        assertThat(audit.text()).noneMatch(text -> text.contains("PAYLOAD"));
    }

    private String letter() {
        ingest("{\"this is\": \"no record of " + NAME + "\"}");
        var letters = get("/dead-letters?limit=1", ALL).body();
        return letters.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void tellsOfAStreamWhenItBeginsAndWhenItEnds() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port
                            + "/live/contacts?queue=Billing&customer=" + phone.replace("+", "%2B")))
                    .header("X-Api-Key", ALL)
                    .build();
            try (var stream = client.send(request, BodyHandlers.ofInputStream()).body()) {
                assertThat(stream.read()).isNotNegative();
                assertThat(lastLine().path("kind").asString("")).isEqualTo("STREAM_OPENED");
                assertThat(lastLine().path("filters").toString()).isEqualTo("[\"customer\",\"queue\"]");
                assertThat(lastLine().path("customer")).hasSize(2);
            }
            client.shutdownNow();
        }
        await().until(() -> {
            // A write finds out that the client has gone.
            ingest(Records.queued(id, "2026-01-05T20:00:00.500Z", "2026-01-05T20:00:05.500Z"));
            return lastLine().path("kind").asString("").equals("STREAM_ENDED");
        });
    }

    @Test
    void whereRecordingsLieIsShownToThoseAloneWhoMayKnow() {
        for (var part : List.of("/history", "/journey?view=techy", "/record")) {
            assertThat(get("/contacts/" + id + part, READER).body()).as(part).doesNotContain("CallRecordings");
        }
        assertThat(get("/contacts/" + id + "/history", ALL).body()).contains("CallRecordings");
        assertThat(get("/contacts/" + id + "/journey?view=techy", ALL).body()).contains("CallRecordings");
    }

    /// After requests of every kind, good and bad.
    @Test
    void nothingPersonalIsInLogsMetricsAuditAndErrors(CapturedOutput output) {
        var errors = new StringBuilder();
        send("PATCH", "/contacts/" + id, "{\"customerIdentifier\":\"" + phone + "\"}", ALL);
        send("PATCH", "/contacts/" + id, "{\"attributes\":{\"name\":\"" + NAME + "\"}}", ALL);
        ingest("{\"this is\": \"no record of " + NAME + " " + phone + "\"}");
        for (var key : List.of(ALL, READER, OPERATOR)) {
            for (var path : List.of(
                    "/contacts/" + id,
                    "/contacts/" + id + "/history",
                    "/contacts/" + id + "/journey",
                    "/contacts/" + id + "/record",
                    "/contacts/" + phone.replace("+", "%2B"),
                    "/contacts/" + NAME,
                    customer("/situation"),
                    customer("/contacts"),
                    customer("/contacts?limit=" + DIGITS),
                    customer("/contacts?x" + DIGITS + "=1"),
                    "/customers/" + NAME + "/situation",
                    "/contacts?active=" + NAME,
                    "/contacts?active=true&phase=" + DIGITS,
                    "/agents/" + DIGITS,
                    "/dead-letters/" + DIGITS,
                    "/nothing/" + DIGITS)) {
                var answer = get(path, key);
                if (answer.statusCode() >= 400) {
                    errors.append(answer.body());
                }
            }
            for (var body : List.of("{\"customerIdentifier\": " + DIGITS, "[\"" + NAME + "\"]", phone)) {
                errors.append(send("PATCH", "/contacts/" + id, body, key).body());
                errors.append(send("POST", "/flow/lookup", body, key).body());
            }
        }
        var told = errors + output.getAll() + get("/actuator/prometheus", ALL).body() + audit.text();

        assertThat(audit.text()).hasSizeGreaterThan(5);
        assertThat(errors.length()).isGreaterThan(1_000);
        assertThat(told).doesNotContain(phone.substring(3), NAME, DIGITS);
    }
}
