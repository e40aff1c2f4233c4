package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.web.GuardedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole service, announcing to an EventBridge over a real socket.
@GuardedService
@DirtiesContext
class AnnouncingServiceTest {

    private static final FakeEventBridge BRIDGE = new FakeEventBridge();
    private static final String INSTANCE =
            "arn:aws:connect:eu-west-2:111122223333:instance/5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11";
    private static final String QUEUE = INSTANCE + "/queue/5cba7cbf-1ecb-4b6d-b8bd-fe91079b3fc8";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String id = UUID.randomUUID().toString();

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @DynamicPropertySource
    static void announce(DynamicPropertyRegistry properties) {
        properties.add("contact-status.announce.enabled", () -> "true");
        properties.add("contact-status.announce.endpoint", BRIDGE::endpoint);
        properties.add("contact-status.announce.bus", () -> "contacts");
        properties.add("contact-status.announce.sweep.interval", () -> "100ms");
        properties.add("contact-status.conversations.enabled", () -> "true");
        properties.add("contact-status.conversations.settle", () -> "1s");
    }

    @AfterEach
    void beThere() {
        BRIDGE.behave(FakeEventBridge.WELL);
    }

    @AfterAll
    static void end() {
        BRIDGE.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.header("X-Api-Key", GuardedService.ALL).build(), BodyHandlers.ofString());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)));
    }

    private void ingest(String record) {
        var answer = send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/ingest"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(record)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private String event(String type, String second, String more) {
        return """
                {"version":"0","id":"%s","detail-type":"Amazon Connect Contact Event","source":"aws.connect",\
                "account":"111122223333","time":"2026-01-05T20:00:%sZ","region":"eu-west-2","resources":[],\
                "detail":{"eventType":"%s","contactId":"%s","channel":"VOICE","instanceArn":"%s",\
                "initiationMethod":"INBOUND","initiationTimestamp":"2026-01-05T20:00:00.500Z",\
                "customerEndpoint":{"type":"TELEPHONE_NUMBER","address":"+819012345678"}%s}}""".formatted(UUID.randomUUID(), second, type, id, INSTANCE, more);
    }

    private JsonNode told(int count) {
        await().until(() -> BRIDGE.taken(id).size() >= count);
        return BRIDGE.taken(id).get(count - 1).detail();
    }

    @Test
    void tellsWhatChangedAsItsDocumentationShows() {
        ingest(event("INITIATED", "01", ""));
        assertThat(told(1)).isEqualTo(json.readTree("""
                {"contactId":"%s","instanceId":"5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11",
                 "status":"INITIATED","statusSince":"2026-01-05T20:00:00.500Z","active":true,
                 "phase":"FLOW","phaseSince":"2026-01-05T20:00:00.000Z","leg":"CUSTOMER","channel":"VOICE","initiationMethod":"INBOUND",
                 "customer":{"identifier":"+81******5678",
                             "endpoint":{"type":"TELEPHONE_NUMBER","address":"+81******5678"}},
                 "flags":{"queued":false,"connectedToAgent":false,"onHold":false,"missedByAgent":false,
                          "abandoned":false,"callback":false,"transferred":false,"disconnected":false,
                          "completed":false,"recordReceived":false,"stale":false,"unknownToConnect":false},
                 "timestamps":{"initiated":"2026-01-05T20:00:00.500Z","lastEvent":"2026-01-05T20:00:00.500Z"},
                 "chain":{},"version":1}""".formatted(id)));

        ingest(event("QUEUED", "05", """
                ,"queueInfo":{"queueArn":"%s","queueType":"STANDARD","enqueueTimestamp":"2026-01-05T20:00:05.000Z"}\
                """.formatted(QUEUE)));
        var queued = told(2);
        assertThat(queued.path("status").stringValue()).isEqualTo("QUEUED");
        assertThat(queued.path("statusSince").stringValue()).isEqualTo("2026-01-05T20:00:05.000Z");
        assertThat(queued.path("previousStatus").stringValue()).isEqualTo("INITIATED");
        assertThat(queued.path("previousPhase").stringValue()).isEqualTo("FLOW");
        assertThat(queued.path("previousFlags").path("queued").booleanValue()).isFalse();
        assertThat(queued.path("version").longValue()).isEqualTo(2);
        assertThat(BRIDGE.taken(id).getLast().bus()).isEqualTo("contacts");
        await().untilAsserted(() ->
                assertThat(get("/contacts/" + id).headers().firstValue("ETag")).hasValue("\"2\""));
        await().until(() -> get("/actuator/prometheus").body().contains("contact_status_announce_oldest_seconds 0.0"));
        assertThat(get("/actuator/prometheus").body())
                .containsPattern("contact_status_announce_changes_total\\{outcome=\"announced\"} [1-9]")
                .contains("contact_status_announce_delay_seconds_count")
                .contains("contact_status_announce_pending");
        assertThat(health().at("/components/announce/status").stringValue()).isEqualTo("UP");
    }

    @Test
    void tellsThatAConversationIsOver() {
        ingest(event("INITIATED", "01", ""));
        ingest(event("DISCONNECTED", "31", ",\"disconnectTimestamp\":\"2026-01-05T20:00:31.000Z\""));

        await().until(() -> over().findAny().isPresent());
        var over = over().findFirst().orElseThrow();
        assertThat(over.path("settledBy").asString()).isEqualTo("TIME");
        assertThat(over.path("startedAt").asString()).isEqualTo("2026-01-05T20:00:00.500Z");
        assertThat(over.path("endedAt").asString()).isEqualTo("2026-01-05T20:00:31.000Z");
        assertThat(over.at("/legs/0/seconds").asInt()).isPositive();
        assertThat(over.at("/customer/identifier").asString()).isEqualTo("+81******5678");
    }

    private Stream<JsonNode> over() {
        return BRIDGE.taken().stream()
                .filter(told -> told.detailType().equals("Conversation Over"))
                .map(FakeEventBridge.Event::detail)
                .filter(detail -> detail.path("conversationId").asString().equals(id));
    }

    @Test
    void staysReadyAndSaysSoWhenEventBridgeIsAway() {
        BRIDGE.behave(FakeEventBridge.AWAY);
        ingest(event("INITIATED", "01", ""));

        await().until(() ->
                health().at("/components/announce/status").stringValue("").equals("UNKNOWN"));
        assertThat(health().path("status").stringValue()).isEqualTo("UP");
        assertThat(health().at("/components/announce/details/pending").intValue())
                .isPositive();
        assertThat(health().at("/components/announce/details").has("takesNothingSince"))
                .isTrue();
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(get("/contacts/" + id).statusCode()).isEqualTo(200);

        BRIDGE.behave(FakeEventBridge.WELL);
        assertThat(told(1).path("status").stringValue()).isEqualTo("INITIATED");
    }

    private JsonNode health() {
        return json.readTree(get("/actuator/health").body());
    }
}
