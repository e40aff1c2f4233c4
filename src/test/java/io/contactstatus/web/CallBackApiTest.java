package io.contactstatus.web;

import static io.contactstatus.web.GuardedService.ALL;
import static io.contactstatus.web.GuardedService.READER;
import static io.contactstatus.web.GuardedService.WRITER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@GuardedService
class CallBackApiTest {

    private static final String MINE = "one-who-may-do-everything";

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    private PublishedApi api;
    private final String id = UUID.randomUUID().toString();
    private final String again = UUID.randomUUID().toString();
    private final String phone = "+8190" + "%08d".formatted(Math.floorMod(id.hashCode(), 100_000_000));
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusMillis(600_123);

    @BeforeEach
    void aCustomerHasGivenUpTwice() {
        api = PublishedApi.of(port);
        gaveUp(id, 0);
        gaveUp(again, 60);
    }

    @Test
    void theFirstOneToWantACustomerHasThemThroughAllTheirContacts() {
        var taken = put(id, "ASSIGNED", ALL);

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(body(taken).path("by").stringValue()).isEqualTo(MINE);
        assertThat(Duration.between(at(body(taken), "at"), at(body(taken), "until")))
                .isEqualTo(Duration.ofMinutes(15));
        for (var contact : List.of(id, again)) {
            assertThat(body(get(contact)).at("/callBack/state").stringValue()).isEqualTo("ASSIGNED");
            var refused = put(contact, "ASSIGNED", WRITER);
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(body(refused).path("type").stringValue())
                    .isEqualTo("urn:contact-status:problem:call-back-taken");
            assertThat(body(refused).at("/callBack/by").stringValue()).isEqualTo(MINE);
            assertThat(put(contact, "OPEN", WRITER).statusCode()).isEqualTo(409);
        }
        assertThat(put(again, "ASSIGNED", ALL).statusCode()).isEqualTo(200);
    }

    @Test
    void whoHasACustomerGivesThemBackOrIsDoneForGood() {
        put(id, "ASSIGNED", ALL);
        assertThat(put(id, "OPEN", ALL).statusCode()).isEqualTo(200);
        assertThat(put(again, "ASSIGNED", WRITER).statusCode()).isEqualTo(200);
        assertThat(put(again, "DONE", WRITER).statusCode()).isEqualTo(200);

        assertThat(body(get(id)).at("/callBack/state").stringValue()).isEqualTo("DONE");
        assertThat(body(get(id)).path("callBack").has("until")).isFalse();
        assertThat(put(id, "ASSIGNED", ALL).statusCode()).isEqualTo(409);

        var later = UUID.randomUUID().toString();
        gaveUp(later, 700);
        assertThat(put(later, "ASSIGNED", ALL).statusCode()).isEqualTo(200);
    }

    @Test
    void ofTwoWhoWantACustomerAtOnceOneHasThem() throws InterruptedException, ExecutionException {
        for (var round = 0; round < 5; round++) {
            gaveUp(id, 0);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var answers = threads.invokeAll(List.<Callable<Integer>>of(
                        () -> put(id, "ASSIGNED", ALL).statusCode(),
                        () -> put(again, "ASSIGNED", WRITER).statusCode()));
                assertThat(answers).extracting(Future::get).containsExactlyInAnyOrder(200, 409);
            }
            put(id, "OPEN", ALL);
            put(id, "OPEN", WRITER);
        }
    }

    @Test
    void itIsDoneWhenAnAgentHasTalkedToTheCustomer() {
        put(id, "ASSIGNED", ALL);
        var talk = UUID.randomUUID().toString();
        ingest(
                Records.initiated(talk, time(120), phone),
                Records.contactEvent(
                        talk,
                        "CONNECTED_TO_AGENT",
                        time(130),
                        ",\"agentInfo\":{\"agentArn\":\"%s\",\"connectedToAgentTimestamp\":\"%s\"}"
                                .formatted(Records.AGENT, time(130))));

        var third = UUID.randomUUID().toString();
        gaveUp(third, 200);

        var late = put(again, "ASSIGNED", WRITER);

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(body(late).at("/callBack/state").stringValue()).isEqualTo("DONE");
        // Since that talk they have given up once more.
        assertThat(body(get(third)).has("callBack")).isFalse();
        assertThat(put(third, "ASSIGNED", ALL).statusCode()).isEqualTo(200);
    }

    @Test
    void oneThatTheCustomerGaveUpAfterwardsIsToldWhoHasThemWhenItIsAskedFor() {
        put(id, "ASSIGNED", ALL);
        var third = UUID.randomUUID().toString();
        gaveUp(third, 120);
        assertThat(body(get(third)).has("callBack")).isFalse();

        assertThat(put(third, "ASSIGNED", WRITER).statusCode()).isEqualTo(409);
        assertThat(put(third, "ASSIGNED", WRITER).statusCode()).isEqualTo(409);

        assertThat(body(get(third)).at("/callBack/state").stringValue()).isEqualTo("ASSIGNED");
        var entries = body(api.get("/contacts/" + third + "/history?source=API", "X-Api-Key", ALL))
                .path("items");
        assertThat(entries.size()).isOne();
        assertThat(body(api.get("/contacts/" + id + "?at=" + Instant.now(), "X-Api-Key", ALL))
                        .at("/callBack/state")
                        .stringValue())
                .isEqualTo("ASSIGNED");
    }

    @Test
    void itIsInTheHistoryAndNeedsTheRightAndASense() {
        put(id, "ASSIGNED", ALL);

        assertThat(body(api.get("/contacts/" + id + "/history?source=API", "X-Api-Key", ALL))
                        .at("/items/0/type")
                        .stringValue())
                .isEqualTo("CALL_BACK");
        assertThat(put(id, "ASSIGNED", READER).statusCode()).isEqualTo(403);
        assertThat(put(UUID.randomUUID().toString(), "ASSIGNED", ALL).statusCode())
                .isEqualTo(404);
        assertThat(body(send("{}", id)).path("field").stringValue()).isEqualTo("state");
        assertThat(body(send("{\"state\":\"MINE\"}", id)).path("field").stringValue())
                .isEqualTo("state");
    }

    private HttpResponse<String> send(String body, String contact) {
        return api.exchange(
                "PUT",
                "/contacts/" + contact + "/call-back",
                body,
                "X-Api-Key",
                ALL,
                "Content-Type",
                "application/json");
    }

    private void gaveUp(String contact, int second) {
        ingest(
                Records.initiated(contact, time(second), phone),
                Records.queued(contact, time(second), time(second + 2)),
                Records.disconnected(contact, time(second), time(second + 30)));
    }

    private String time(int second) {
        return began.plusSeconds(second).toString().substring(0, 23) + "Z";
    }

    private HttpResponse<String> put(String contact, String state, String key) {
        return api.exchange(
                "PUT",
                "/contacts/" + contact + "/call-back",
                "{\"state\":\"" + state + "\"}",
                "X-Api-Key",
                key,
                "Content-Type",
                "application/json");
    }

    private HttpResponse<String> get(String contact) {
        return api.get("/contacts/" + contact, "X-Api-Key", ALL);
    }

    private void ingest(String... records) {
        assertThat(api.exchange(
                                "POST",
                                "/ingest",
                                String.join("\n", records),
                                "X-Api-Key",
                                ALL,
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(202);
    }

    private static Instant at(JsonNode body, String field) {
        return Instant.parse(body.path(field).stringValue());
    }

    private JsonNode body(HttpResponse<String> response) {
        return json.readTree(response.body());
    }
}
