package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.audit.AuditLines;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/// Finding by number from keys that may not see numbers. Each key has a minute of its own, so each test takes a fresh
/// one.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = LookupLimitTest.Keys.class)
class LookupLimitTest {

    private static final int LIMIT = 3;
    private static final int GUESSERS = 8;
    private static final String ALL = "key-of-all";
    private static final String CENTRE = "key-of-a-call-centre";
    private static final String STRANGER = "key-without-the-scope";

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @LocalServerPort
    private int port;

    private PublishedApi api;
    private final String id = UUID.randomUUID().toString();
    private final String known = "+81901%07d".formatted(Math.floorMod(id.hashCode(), 10_000_000));

    static class Keys implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var properties = new ArrayList<>(GuardedService.Start.withoutKeys());
            properties.add("contact-status.security.lookup-scope=required");
            properties.add("contact-status.customer-identifier-attribute=customerNumber");
            key(properties, 0, ALL, "contacts:read,contacts:write,ingest,pii:read,admin");
            key(properties, 1, CENTRE, "customers:lookup");
            key(properties, 2, STRANGER, "contacts:read,contacts:write");
            for (var guesser = 0; guesser < GUESSERS; guesser++) {
                key(properties, 3 + guesser, guesser(guesser), "contacts:read,contacts:write,customers:lookup");
                properties.add("contact-status.security.api-keys[" + (3 + guesser) + "].lookup-misses=" + LIMIT);
            }
            TestPropertyValues.of(properties).applyTo(context);
        }

        private static void key(List<String> properties, int index, String key, String scopes) {
            var prefix = "contact-status.security.api-keys[" + index + "].";
            properties.add(prefix + "name=" + key);
            properties.add(prefix + "sha256=" + sha256(key));
            properties.add(prefix + "scopes=" + scopes);
        }

        private static String sha256(String key) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static String guesser(int number) {
        return "key-of-guesser-" + number;
    }

    @BeforeEach
    void aCustomerHasCalled() {
        api = PublishedApi.of(port);
        var call = Records.initiated(id, "2026-01-05T20:00:00.500Z", known);
        assertThat(send("POST", "/ingest", call, ALL).statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> send(String method, String path, String body, String key) {
        return api.exchange(method, path, body, "X-Api-Key", key, "Content-Type", "application/json");
    }

    private HttpResponse<String> get(String path, String key) {
        return api.get(path, "X-Api-Key", key);
    }

    private static String path(String number, String what) {
        return "/customers/" + number.replace("+", "%2B") + what;
    }

    /// Of each test its own: what one test sets is known to the next.
    private String unknown(int number) {
        return "+8180%08d".formatted(Math.floorMod(id.hashCode() + number * 7_919, 100_000_000));
    }

    private static String flowEvent(String number) {
        return """
                {"Name":"ContactFlowEvent","Details":{"Parameters":{"identifier":"%s"},
                 "ContactData":{"ContactId":"0b1d0a5e-0000-4000-8000-000000000000"}}}""".formatted(number);
    }

    @ParameterizedTest
    @CsvSource({"/situation, 0", "/contacts, 1", "/contacts?active=false, 2"})
    void afterTooManyUnknownNumbersNoneIsLookedUpKnownOrNot(String what, int guesser) {
        var key = guesser(guesser);
        for (var guess = 0; guess < LIMIT; guess++) {
            assertThat(get(path(known, what), key).statusCode()).isEqualTo(200);
            assertThat(get(path(unknown(guess), what), key).statusCode()).isEqualTo(200);
        }

        for (var number : List.of(known, unknown(99))) {
            var refused = get(path(number, what), key);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body())
                    .contains("urn:contact-status:problem:too-many-lookups")
                    .doesNotContain(number.substring(1));
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 60L);
        }
        assertThat(get(path(known, what), CENTRE).statusCode()).isEqualTo(200);
        assertThat(get(path(known, what), ALL).statusCode()).isEqualTo(200);
    }

    @Test
    void setsOfWhatCallsHaveTellNothingOfOthersEither() {
        var key = guesser(3);
        for (var guess = 0; guess < LIMIT; guess++) {
            assertThat(send("PATCH", "/contacts/" + UUID.randomUUID(), patch(unknown(guess)), key)
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(send("PATCH", "/contacts/" + UUID.randomUUID(), patch(known), key)
                        .statusCode())
                .isEqualTo(429);
        assertThat(send("PATCH", "/contacts/" + UUID.randomUUID(), attribute(known), key)
                        .statusCode())
                .isEqualTo(429);
        assertThat(send("PATCH", "/contacts/" + id, "{\"attributes\":{\"language\":\"ja\"}}", key)
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(path(known, "/situation"), key).statusCode()).isEqualTo(429);
    }

    @Test
    void streamsOfUnknownCustomersCountAsWell() {
        var key = guesser(4);
        for (var guess = 0; guess < LIMIT; guess++) {
            assertThat(get(path(unknown(guess), "/situation"), key).statusCode())
                    .isEqualTo(200);
        }

        var refused = get("/live/contacts?customer=" + known.replace("+", "%2B"), key);

        assertThat(refused.statusCode()).isEqualTo(429);
    }

    /// Somebody is on the line, and all flows of a site share a key.
    @Test
    void flowsAreAnsweredAsForAStranger() {
        var key = guesser(5);
        assertThat(send("POST", "/flow/lookup", flowEvent(known), key).body())
                .contains("\"customerKnown\":\"true\"")
                .doesNotContain("limited");
        for (var guess = 0; guess < LIMIT; guess++) {
            assertThat(send("POST", "/flow/lookup", flowEvent(unknown(guess)), key)
                            .body())
                    .contains("\"customerKnown\":\"false\"")
                    .doesNotContain("limited");
        }

        var limited = send("POST", "/flow/lookup", flowEvent(known), key);

        assertThat(limited.statusCode()).isEqualTo(200);
        assertThat(limited.body()).contains("\"customerKnown\":\"false\"", "\"limited\":\"true\"");
        assertThat(get("/actuator/prometheus", ALL).body())
                .containsPattern("contact_status_lookups_limited_total\\{way=\"flow\"} [1-9]")
                .containsPattern("contact_status_lookups_missed_total\\{way=\"flow\"} 3");
        assertThat(audit.of(key)).hasSize(LIMIT + 2);
        assertThat(audit.of(key).getFirst().path("outcome").asString("")).isEqualTo("DONE");
        assertThat(audit.of(key).get(1).path("outcome").asString("")).isEqualTo("NOTHING_FOUND");
        assertThat(audit.of(key).getLast().path("outcome").asString("")).isEqualTo("LIMITED");
    }

    @Test
    void nothingIsLookedUpForWhoLacksTheScope() {
        for (var what : List.of("/situation", "/contacts")) {
            assertThat(get(path(known, what), STRANGER).statusCode()).isEqualTo(403);
        }
        assertThat(send("POST", "/flow/lookup", flowEvent(known), STRANGER).statusCode())
                .isEqualTo(403);
        assertThat(get("/live/contacts?customer=" + known.replace("+", "%2B"), STRANGER)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("PATCH", "/contacts/" + id, patch(known), STRANGER).statusCode())
                .isEqualTo(403);
        assertThat(send("PATCH", "/contacts/" + id, attribute(known), STRANGER).statusCode())
                .isEqualTo(403);
        assertThat(get("/contacts/" + id, STRANGER).statusCode()).isEqualTo(200);
        assertThat(send("PATCH", "/contacts/" + id, "{\"attributes\":{\"language\":\"ja\"}}", STRANGER)
                        .statusCode())
                .isEqualTo(200);
    }

    /// As fast as the machine answers, for some seconds.
    @Test
    void knownCustomersAreNeverRefusedHoweverOftenTheyAreLookedUp(TestReporter reporter) throws Exception {
        var lookups = LongRun.choose(300, 9_000);
        var began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(16)) {
            var all = new ArrayList<Future<Integer>>();
            for (var i = 0; i < lookups; i++) {
                all.add(threads.submit(
                        () -> get(path(known, "/situation"), CENTRE).statusCode()));
            }
            for (var one : all) {
                assertThat(one.get()).isEqualTo(200);
            }
        }
        reporter.publishEntry(
                "look-ups", "%.0f a second, none refused".formatted(lookups * 1e9 / (System.nanoTime() - began)));
    }

    private static String patch(String number) {
        return "{\"customerIdentifier\":\"" + number + "\"}";
    }

    private static String attribute(String number) {
        return "{\"attributes\":{\"customerNumber\":\"" + number + "\"}}";
    }
}
