package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.MovingClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the API says of contacts that fall silent, while a clock goes on.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {GuardedService.Start.class, StaleContactsApiTest.Limits.class})
@Import(StaleContactsApiTest.Time.class)
class StaleContactsApiTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @Autowired
    private MovingClock clock;

    private PublishedApi api;
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void connect() {
        api = PublishedApi.of(port);
    }

    @Test
    void theETagEndsInStaleForAsLongAsTheContactIs() {
        var began = clock.instant();
        ingest(Records.initiated(id, began.toString(), Records.PHONE));
        assertThat(eTag(contact())).isEqualTo("\"1\"");

        clock.pass(Duration.ofHours(2));
        assertThat(eTag(contact())).isEqualTo("\"1\"");
        assertThat(contact("\"1\"").statusCode()).isEqualTo(304);

        clock.pass(Duration.ofMillis(1));
        var stale = contact("\"1\"");
        assertThat(stale.statusCode()).isEqualTo(200);
        assertThat(eTag(stale)).isEqualTo("\"1-stale\"");
        assertThat(body(stale).at("/flags/stale").booleanValue()).isTrue();
        assertThat(body(stale).path("version").longValue()).isEqualTo(1);
        assertThat(contact("\"1-stale\"").statusCode()).isEqualTo(304);

        var now = clock.instant().toString();
        ingest(Records.queued(id, began.toString(), now));
        var heardOf = contact("\"1-stale\"");
        assertThat(heardOf.statusCode()).isEqualTo(200);
        assertThat(eTag(heardOf)).isEqualTo("\"2\"");
        assertThat(body(heardOf).at("/flags/stale").booleanValue()).isFalse();

        clock.pass(Duration.ofHours(3));
        ingest(Records.disconnected(id, began.toString(), now));
        assertThat(eTag(contact())).isEqualTo("\"3\"");
    }

    @Test
    void staleOnesAreListedApart() {
        var customer = "+81901%07d".formatted(Math.floorMod(id.hashCode(), 10_000_000));
        ingest(Records.initiated(id, clock.instant().toString(), customer));
        clock.pass(Duration.ofHours(2).plusMillis(1));
        var fresh = UUID.randomUUID().toString();
        ingest(Records.initiated(fresh, clock.instant().toString(), customer));

        assertThat(active("")).contains(fresh).doesNotContain(id);
        assertThat(active("&stale=false")).contains(fresh).doesNotContain(id);
        assertThat(active("&stale=true")).contains(id).doesNotContain(fresh);
        for (var path : List.of("/contacts?active=true&stale=true&limit=200", "/contacts/" + id + "/related")) {
            assertThat(stale(body(get(path)), id)).as(path).isTrue();
        }
        assertThat(stale(body(get("/customers/" + customer.replace("+", "%2B") + "/contacts")), id))
                .isTrue();
        var situation = body(get("/customers/" + customer.replace("+", "%2B") + "/situation"));
        assertThat(stale(situation, id)).isTrue();
        assertThat(stale(situation, fresh)).isFalse();
    }

    @Test
    void contactsAreListedByTheirPhaseAndLeg() {
        ingest(Records.initiated(id, clock.instant().toString(), Records.PHONE));
        var queued = UUID.randomUUID().toString();
        ingest(Records.queued(
                queued, clock.instant().toString(), clock.instant().toString()));
        var monitor = UUID.randomUUID().toString();
        ingest(Records.initiated(monitor, clock.instant().toString(), Records.PHONE)
                .replace("\"INBOUND\"", "\"MONITOR\""));

        assertThat(active("&phase=FLOW")).contains(id).doesNotContain(queued, monitor);
        assertThat(active("&phase=QUEUE")).contains(queued).doesNotContain(id, monitor);
        assertThat(active("")).contains(id, queued).doesNotContain(monitor);
        assertThat(active("&leg=CUSTOMER")).contains(id, queued).doesNotContain(monitor);
        assertThat(active("&leg=MONITOR")).containsExactly(monitor);
    }

    @Test
    void aConsultationAboutAStaleCallIsListedWithIt() {
        var began = clock.instant();
        ingest(connected(id, began));
        var consultation = UUID.randomUUID().toString();
        clock.pass(Duration.ofHours(2));
        ingest(Records.contactEvent(
                        consultation,
                        "INITIATED",
                        clock.instant().toString(),
                        ",\"initiationTimestamp\":\"%s\",\"initialContactId\":\"%s\",\"previousContactId\":\"%s\""
                                .formatted(clock.instant(), id, id))
                .replace("\"INBOUND\"", "\"TRANSFER\""));

        assertThat(active("")).contains(id).doesNotContain(consultation);
        assertThat(active("&leg=CONSULT")).contains(consultation);
        clock.pass(Duration.ofHours(1));
        assertThat(active("&leg=CONSULT")).doesNotContain(consultation);
        assertThat(active("&leg=CONSULT&stale=true")).contains(consultation);
    }

    private static String connected(String id, Instant at) {
        return Records.contactEvent(
                id,
                "CONNECTED_TO_AGENT",
                at.toString(),
                ",\"initiationTimestamp\":\"%s\",\"agentInfo\":{\"agentArn\":\"%s\",\"connectedToAgentTimestamp\":\"%s\"}"
                        .formatted(at, Records.AGENT, at));
    }

    @ParameterizedTest
    @CsvSource({
        "/contacts?active=true&phase=QUEUING, phase",
        "/contacts?active=true&leg=THIRD, leg",
        "/contacts?active=true&stale=perhaps, stale",
        "/live/contacts?phase=QUEUING, phase",
        "/live/contacts?leg=THIRD, leg",
        "/live/contacts?stale=perhaps, stale",
    })
    void unknownWordsAreRefusedByTheNameOfTheParameter(String path, String name) {
        var response = get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json.readTree(response.body()).path("field").stringValue()).isEqualTo(name);
    }

    private void ingest(String record) {
        var response = api.exchange(
                "POST", "/ingest", record, "X-Api-Key", GuardedService.ALL, "Content-Type", "application/json");
        assertThat(response.statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> contact() {
        return get("/contacts/" + id);
    }

    private HttpResponse<String> contact(String known) {
        return api.get("/contacts/" + id, "X-Api-Key", GuardedService.ALL, "If-None-Match", known);
    }

    private HttpResponse<String> get(String path) {
        return api.get(path, "X-Api-Key", GuardedService.ALL);
    }

    private JsonNode body(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    private static String eTag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    /// All of them, whatever other tests have left.
    private List<String> active(String filter) {
        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            var page = body(get("/contacts?active=true&limit=200" + filter + cursor));
            page.path("items").forEach(item -> ids.add(item.path("contactId").stringValue()));
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").stringValue()
                    : "";
        } while (!cursor.isEmpty());
        return ids;
    }

    private static boolean stale(JsonNode answer, String contactId) {
        return answer.findParents("contactId").stream()
                .filter(contact -> contact.path("contactId").stringValue("").equals(contactId))
                .allMatch(contact -> contact.at("/flags/stale").booleanValue());
    }

    static class Limits implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of("contact-status.stale.call=2h").applyTo(context);
        }
    }

    @TestConfiguration
    static class Time {

        @Bean
        @Primary
        MovingClock movingClock() {
            return new MovingClock(NOON);
        }
    }
}
