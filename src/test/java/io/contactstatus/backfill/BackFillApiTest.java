package io.contactstatus.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import io.contactstatus.web.Records;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Back-fills over HTTP, by the service as it is.
@GuardedService
@TestPropertySource(properties = "contact-status.backfill.enabled=true")
class BackFillApiTest {

    private static final FakeS3 S3 = new FakeS3();
    private static final String LINE = "{\"version\":\"0\",\"id\":\"1\",\"detail-type\":\"Scheduled Event\"}\n";

    @LocalServerPort
    private int port;

    private PublishedApi api;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties.add("contact-status.backfill.endpoint", S3::endpoint);
        properties.add("contact-status.analysis-files.enabled", () -> "true");
        properties.add("contact-status.analysis-files.endpoint", S3::endpoint);
        properties.add("contact-status.analysis-files.interval", () -> "200ms");
        properties.add("contact-status.analysis-files.places[0].bucket", () -> FakeS3.BUCKET);
        properties.add("contact-status.analysis-files.places[0].prefix", () -> "connect/");
    }

    @AfterAll
    static void end() {
        S3.close();
    }

    @BeforeEach
    void open() {
        S3.throttle(number -> false);
        S3.put("firehose/a", LINE.repeat(3).getBytes(StandardCharsets.UTF_8));
        S3.put("firehose/b", LINE.repeat(4).getBytes(StandardCharsets.UTF_8));
        api = PublishedApi.of(port);
    }

    private HttpResponse<String> start(String body) {
        return api.exchange(
                "POST", "/back-fills", body, "X-Api-Key", GuardedService.ALL, "Content-Type", "application/json");
    }

    private HttpResponse<String> get(String path) {
        return api.get(path, "X-Api-Key", GuardedService.ALL);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return new JsonMapper().readTree(response.body());
    }

    @Test
    void readsObjectsAndTellsHowFarItIs() {
        var accepted = start("{\"bucket\":\"firehose-records\",\"prefix\":\"firehose/\"}");

        assertThat(accepted.statusCode()).isEqualTo(202);
        var location = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo("/back-fills/" + json(accepted).path("id").asString());
        await().untilAsserted(() ->
                assertThat(json(get(location)).path("state").asString()).isEqualTo("DONE"));
        var done = json(get(location));
        assertThat(done.path("position").asString()).isEqualTo("firehose/b");
        assertThat(done.path("objects").asInt()).isEqualTo(2);
        assertThat(done.path("records").asInt()).isEqualTo(7);
        assertThat(json(get("/back-fills")).path("items").path(0).path("id")).isEqualTo(done.path("id"));
    }

    @Test
    void filesOfContactLensAreReadByThemselves() throws IOException {
        var contact = "5a1c9c3e-7d8f-4b2a-9c1d-2e3f4a5b6c7d";
        var day = DateTimeFormatter.ofPattern("yyyy/MM/dd/").format(LocalDate.now(ZoneOffset.UTC));
        // Of a contact that is not there, a file makes none.
        assertThat(api.exchange(
                                "POST",
                                "/ingest",
                                Records.initiated(contact, Instant.now().toString(), Records.PHONE),
                                "X-Api-Key",
                                GuardedService.ALL,
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(202);
        try (var file = BackFillApiTest.class.getResourceAsStream("/connect/contact-lens/file-voice-redacted.json")) {
            S3.put(
                    "connect/Analysis/Voice/Redacted/" + day + contact + "_analysis_redacted_1.json",
                    Objects.requireNonNull(file).readAllBytes(),
                    Instant.now());
        }

        await().untilAsserted(() -> assertThat(json(get("/contacts/" + contact + "/transcript"))
                        .path("items")
                        .size())
                .isEqualTo(3));
        var transcript = json(get("/contacts/" + contact + "/transcript"));
        assertThat(transcript.path("final").asBoolean()).isTrue();
        assertThat(transcript.path("redacted").asBoolean()).isTrue();
        assertThat(transcript.at("/items/1/participant").asString()).isEqualTo("CUSTOMER");
        assertThat(get("/contacts/" + contact + "/history").body()).contains("ANALYSIS_FILE");
    }

    @Test
    void stopsOneThatIsGoingOn() {
        S3.throttle(number -> true);
        var location = start("{\"bucket\":\"firehose-records\"}")
                .headers()
                .firstValue("Location")
                .orElseThrow();

        var stopped = api.exchange("DELETE", location, null, "X-Api-Key", GuardedService.ALL);

        assertThat(stopped.statusCode()).isEqualTo(204);
        assertThat(json(get(location)).path("state").asString()).isEqualTo("STOPPED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"prefix":"a"}                                          | bucket
            {"bucket":"No Bucket"}                                  | bucket
            {"bucket":"arn:aws:s3:::firehose-records"}              | bucket
            {"bucket":"firehose-records","from":""}                 | from
            {"bucket":"firehose-records","from":"b","to":"a"}       | to
            """)
    void namesTheFieldThatCannotBe(String body, String field) {
        var answer = start(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("field").asString()).isEqualTo(field);
    }

    @Test
    void knowsNothingOfOthers() {
        assertThat(get("/back-fills/20260105T120000000-00000000").statusCode()).isEqualTo(404);
    }

    @Test
    void isForAdministratorsOnly() {
        assertThat(api.get("/back-fills", "X-Api-Key", GuardedService.INGESTER).statusCode())
                .isEqualTo(403);
    }
}
