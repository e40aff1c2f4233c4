package io.contactstatus.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.ContactStore;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Catch-ups over HTTP, by the service as it is.
@GuardedService
@TestPropertySource(
        properties = {"contact-status.logs.enabled=true", "contact-status.logs.max-requests-per-second=100"})
class CatchUpApiTest {

    private static final FakeLogs LOGS = new FakeLogs();
    private static final String GROUP = "/aws/connect/api";
    private static final Instant FROM = Instant.parse("2026-01-05T12:00:00Z");

    @LocalServerPort
    private int port;

    @Autowired
    private ContactStore contacts;

    private PublishedApi api;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        properties.add("contact-status.logs.endpoint", LOGS::endpoint);
    }

    @AfterAll
    static void end() {
        LOGS.close();
    }

    @BeforeEach
    void open() {
        LOGS.throttle(number -> false);
        api = PublishedApi.of(port);
    }

    private HttpResponse<String> exchange(String method, String path, String body) {
        return api.exchange(method, path, body, "X-Api-Key", GuardedService.ALL, "Content-Type", "application/json");
    }

    private HttpResponse<String> get(String path) {
        return api.get(path, "X-Api-Key", GuardedService.ALL);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return new JsonMapper().readTree(response.body());
    }

    private HttpResponse<String> start(String group) {
        return exchange("POST", "/catch-ups", """
                {"logGroup":"%s","from":"2026-01-05T12:00:00Z","to":"2026-01-05T13:00:00Z"}""".formatted(group));
    }

    @Test
    void readsARangeAndTellsHowFarItIs() {
        var contact = UUID.randomUUID().toString();
        LOGS.put(GROUP, FlowLines.events(contact.substring(0, 30), FROM, 30));

        var accepted = start(GROUP);

        assertThat(accepted.statusCode()).isEqualTo(202);
        var location = accepted.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/catch-ups/" + json(accepted).path("id").asString());
        await().untilAsserted(() ->
                assertThat(json(get(location)).path("state").asString()).isEqualTo("DONE"));
        var done = json(get(location));
        assertThat(done.path("position").asString()).isEqualTo("2026-01-05T13:00:00.000Z");
        assertThat(done.path("records").asInt()).isEqualTo(30);
        assertThat(done.path("logGroup").asString()).isEqualTo(GROUP);
        assertThat(contacts.find(new ContactId(contact.substring(0, 30) + "2"))).isPresent();
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        var first = json(start("/none/1")).path("id").asString();
        var second = json(start("/none/2")).path("id").asString();

        var page = json(get("/catch-ups?limit=1"));
        var next =
                json(get("/catch-ups?limit=1&cursor=" + page.path("nextCursor").asString()));

        assertThat(page.path("items").path(0).path("id").asString()).isEqualTo(second);
        assertThat(next.path("items").path(0).path("id").asString()).isEqualTo(first);
        await().untilAsserted(() -> assertThat(
                        json(get("/catch-ups/" + first)).path("reason").asString())
                .isEqualTo("there is no such log group"));
    }

    @Test
    void showsAFilterPatternToThoseWhoMaySeePersonalData() {
        var location = exchange("POST", "/catch-ups", """
                {"logGroup":"/none/3","from":"2026-01-05T12:00:00Z","to":"2026-01-05T13:00:00Z",
                "filterPattern":"\\"+819012345678\\""}""")
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(json(get(location)).path("filterPattern").asString()).isEqualTo("\"+819012345678\"");
        for (var path : List.of(location, "/catch-ups?limit=200")) {
            var masked = api.get(path, "X-Api-Key", GuardedService.OPERATOR);
            assertThat(masked.statusCode()).isEqualTo(200);
            assertThat(masked.body()).contains("/none/3", "\"filterPattern\"").doesNotContain("8190123");
        }
    }

    @Test
    void doesNotReadTheFuture() {
        var now = Instant.now();

        var soon = exchange("POST", "/catch-ups", """
                {"logGroup":"/none/4","from":"2026-01-05T12:00:00Z","to":"%s"}""".formatted(now.plusSeconds(200)));
        var later = exchange("POST", "/catch-ups", """
                {"logGroup":"/none/4","from":"%s","to":"%s"}""".formatted(now.plusSeconds(100), now.plusSeconds(200)));

        assertThat(soon.statusCode()).isEqualTo(202);
        assertThat(Instant.parse(json(soon).path("to").asString())).isBetween(now.minusSeconds(1), now.plusSeconds(60));
        assertThat(later.statusCode()).isEqualTo(400);
        assertThat(json(later).path("field").asString()).isEqualTo("from");
    }

    @Test
    void stopsOneThatIsGoingOn() {
        LOGS.put(GROUP, List.of());
        LOGS.throttle(number -> true);
        var location = start(GROUP).headers().firstValue("Location").orElseThrow();

        var stopped = api.exchange("DELETE", location, null, "X-Api-Key", GuardedService.ALL);

        assertThat(stopped.statusCode()).isEqualTo(204);
        assertThat(json(get(location)).path("state").asString()).isEqualTo("STOPPED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"from":"2026-01-05T12:00:00Z","to":"2026-01-05T13:00:00Z"}                          | logGroup
            {"logGroup":"a b","from":"2026-01-05T12:00:00Z","to":"2026-01-05T13:00:00Z"}         | logGroup
            {"logGroup":"a","to":"2026-01-05T13:00:00Z"}                                         | from
            {"logGroup":"a","from":"yesterday","to":"2026-01-05T13:00:00Z"}                      | from
            {"logGroup":"a","from":"2026-01-05T13:00:00Z","to":"2026-01-05T13:00:00Z"}           | to
            {"logGroup":"a","from":"2026-01-05T13:00:00Z","to":"9026-01-05T13:00:00Z"}           | to
            {"logGroup":"a","from":"2026-01-05T12:00:00Z","to":"2026-01-05T13:00:00Z","filterPattern":""} | filterPattern
            """)
    void namesTheFieldThatCannotBe(String body, String field) {
        var answer = exchange("POST", "/catch-ups", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("field").asString()).isEqualTo(field);
    }

    @Test
    void knowsNothingOfOthers() {
        assertThat(get("/catch-ups/20260105T120000000-00000000").statusCode()).isEqualTo(404);
        assertThat(get("/catch-ups/nonsense").statusCode()).isEqualTo(404);
        assertThat(json(get("/catch-ups?cursor=nonsense")).path("field").asString())
                .isEqualTo("cursor");
        assertThat(exchange("POST", "/catch-ups", " ".repeat(20_000) + "{}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void isForAdministratorsOnly() {
        assertThat(api.get("/catch-ups", "X-Api-Key", GuardedService.READER).statusCode())
                .isEqualTo(403);
        assertThat(api.get("/catch-ups").statusCode()).isEqualTo(401);
    }

    @Test
    void isPartOfTheHealth() {
        await().untilAsserted(() -> assertThat(json(get("/actuator/health"))
                        .path("components")
                        .path("logs")
                        .path("status")
                        .asString())
                .isEqualTo("UP"));
    }
}
