package io.contactstatus.security;

import static io.contactstatus.web.GuardedService.ALL;
import static io.contactstatus.web.GuardedService.INGESTER;
import static io.contactstatus.web.GuardedService.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@GuardedService
class ApiSecurityTest {

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    private PublishedApi api;

    @BeforeEach
    void connect() {
        api = PublishedApi.of(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/swagger-ui/index.html", "/actuator/health/liveness", "/actuator/health"})
    void areOpenWhereNobodyNeedsToLogIn(String path) {
        assertThat(api.get(path).statusCode()).isEqualTo(200);
    }

    /// Filters and decisions are not measured one by one: that costs more than they do.
    @Test
    void measuresRequestsAndNotWhatGuardsThem() {
        api.get("/contacts/a", "X-Api-Key", READER);

        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .contains("http.server.requests")
                .noneMatch(name -> name.startsWith("spring.security"));
    }

    @Test
    void leadWhoeverComesToTheBoard() {
        var response = api.get("/");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).hasValue("/ui/board");
        assertThat(api.get("/swagger-ui.html").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /contacts?active=true",
        "GET, /contacts/a",
        "HEAD, /contacts/a",
        "PATCH, /contacts/a",
        "GET, /contacts/a/recordings",
        "GET, /customers/a/situation",
        "DELETE, /customers/a",
        "GET, /agents",
        "POST, /flow/lookup",
        "POST, /ingest",
        "GET, /dead-letters",
        "POST, /dead-letters/a/replay",
        "GET, /actuator/prometheus",
        "GET, /actuator/info",
        "GET, /actuator",
        "GET, /anything/else"
    })
    void areClosedToWhoeverDoesNotSayWhoTheyAre(String method, String path) {
        var body = method.equals("POST") || method.equals("PATCH") ? "{}" : null;

        var response = api.exchange(method, path, body, "Content-Type", "application/json");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate"))
                .hasSize(2)
                .anyMatch(challenge -> challenge.startsWith("Bearer"))
                .anyMatch(challenge -> challenge.startsWith("ApiKey"));
        if (!method.equals("HEAD")) {
            assertProblem(response, "unauthenticated");
        }
        assertThat(api.exchange(method, path, body, "X-Api-Key", ALL + "x", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /contacts?active=true, key-of-one-who-may-read-contacts, 200",
        "GET, /agents, key-of-one-who-may-read-contacts, 200",
        "POST, /flow/lookup, key-of-one-who-may-read-contacts, 400",
        "PATCH, /contacts/a, key-of-one-who-may-read-contacts, 403",
        "DELETE, /customers/a, key-of-one-who-may-read-contacts, 403",
        "DELETE, /customers/a/b, key-of-one-who-may-read-contacts, 404",
        "GET, /contacts/a/recordings, key-of-one-who-may-read-contacts, 403",
        "GET, /contacts/a/recordings/0/media, key-of-one-who-may-do-everything, 404",
        "POST, /ingest, key-of-one-who-may-read-contacts, 403",
        "GET, /dead-letters, key-of-one-who-may-read-contacts, 403",
        "POST, /dead-letters/a/replay, key-of-one-who-may-read-contacts, 403",
        "GET, /actuator/prometheus, key-of-one-who-may-read-contacts, 403",
        "GET, /contacts?active=true, key-of-one-who-brings-records-in, 403",
        "GET, /customers/a/situation, key-of-one-who-brings-records-in, 403",
        "HEAD, /contacts/a, key-of-one-who-brings-records-in, 403",
        "POST, /ingest, key-of-one-who-brings-records-in, 202",
        "GET, /actuator/prometheus, key-of-one-who-may-do-everything, 200",
        "GET, /anything/else, key-of-one-who-may-read-contacts, 404",
        "POST, /contacts/a, key-of-one-who-may-do-everything, 405"
    })
    void letThroughOnlyWhatTheScopesOfAKeyAllow(String method, String path, String key, int status) {
        var body = method.equals("POST") || method.equals("PATCH") ? "{}" : null;

        var response = api.exchange(method, path, body, "X-Api-Key", key, "Content-Type", "application/json");
        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 403 && !method.equals("HEAD")) {
            assertProblem(response, "forbidden");
        }
    }

    @Test
    void leaveFirehoseToItsOwnKey() {
        var response = api.exchange("POST", "/ingest/firehose", "{}", "Content-Type", "application/json");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("errorMessage", "requestId").doesNotContain("urn:contact-status");
    }

    @Test
    void setHeadersThatKeepBrowsersFromHarm() {
        var headers = api.get("/contacts?active=true", "X-Api-Key", READER).headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("frame-ancestors 'none'");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void areClosedToPagesOfOtherSites() {
        var response = api.get("/agents", "X-Api-Key", READER, "Origin", "https://elsewhere.example");

        assertThat(response.statusCode()).isEqualTo(403);
        assertProblem(response, "foreign-origin");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void giveNobodyMoreForKnowingAnothersKeyInPart() {
        assertThat(api.get("/agents", "X-Api-Key", INGESTER.substring(1)).statusCode())
                .isEqualTo(401);
        assertThat(api.get("/agents", "X-Api-Key", "").statusCode()).isEqualTo(401);
    }

    private static void assertProblem(HttpResponse<String> response, String type) {
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(response.body())
                .contains("\"urn:contact-status:problem:" + type + "\"", "\"status\":" + response.statusCode());
    }
}
