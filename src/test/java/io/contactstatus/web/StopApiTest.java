package io.contactstatus.web;

import static io.contactstatus.web.GuardedService.ALL;
import static io.contactstatus.web.GuardedService.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.audit.AuditLines;
import io.contactstatus.standin.InMemoryConnect;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@GuardedService
class StopApiTest {

    private static final InMemoryConnect CONNECT = InMemoryConnect.shared();

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    private PublishedApi api;
    private final String id = UUID.randomUUID().toString();
    private final String phone = "+8190" + "%08d".formatted(Math.floorMod(id.hashCode(), 100_000_000));

    @BeforeEach
    void reachTheService() {
        api = PublishedApi.of(port);
    }

    @AfterEach
    void allIsWell() {
        CONNECT.failWith("StopContact", null);
    }

    @Test
    void aContactIsEndedByAmazonConnectAndNothingIsChangedBeforeItSaysSo() {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", phone));

        var response = stop(id, ALL);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(body(response).path("contactId").stringValue()).isEqualTo(id);
        assertThat(body(response).path("askedAt").stringValue()).matches("20..-..-..T..:..:..\\....Z");
        assertThat(CONNECT.stopped()).contains(id);
        assertThat(body(get("/contacts/" + id)).path("active").booleanValue()).isTrue();
        assertThat(audit.text()).anyMatch(line -> line.contains("\"STOP\"") && line.contains(id));
    }

    @ParameterizedTest
    @CsvSource({"VOICE, TRANSFER", "VOICE, DISCONNECT", "VOICE, EXTERNAL_OUTBOUND", "VOICE, MONITOR"})
    void callsThatAmazonConnectDoesNotEndAreRefusedWithoutAskingIt(String channel, String method) {
        ingest(begun(channel, method));

        var response = stop(id, ALL);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(body(response).path("type").stringValue()).isEqualTo("urn:contact-status:problem:not-stoppable");
        assertThat(CONNECT.stopped()).doesNotContain(id);
    }

    @ParameterizedTest
    @CsvSource({"CHAT, TRANSFER", "VOICE, CALLBACK", "TASK, API"})
    void othersAreNotRefused(String channel, String method) {
        ingest(begun(channel, method));

        assertThat(stop(id, ALL).statusCode()).isEqualTo(202);
    }

    @Test
    void whatIsOverOrUnknownIsNotStopped() {
        assertThat(stop(id, ALL).statusCode()).isEqualTo(404);

        ingest(
                Records.initiated(id, "2026-01-05T20:00:00.500Z", phone),
                Records.disconnected(id, "2026-01-05T20:00:00.500Z", "2026-01-05T20:01:00.500Z"));

        assertThat(stop(id, ALL).statusCode()).isEqualTo(409);
        assertThat(CONNECT.stopped()).doesNotContain(id);
    }

    @Test
    void whoMayReadContactsMayNotEndThem() {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", phone));

        assertThat(stop(id, READER).statusCode()).isEqualTo(403);
    }

    @Test
    void whatAmazonConnectRefusesIsAConflict() {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", phone));
        CONNECT.failWith("StopContact", "ContactNotFoundException");

        assertThat(stop(id, ALL).statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDeniedException", "ThrottlingException", "InternalServiceException"})
    void whatItCannotBeAskedIsNoAnswer(String code) {
        ingest(Records.initiated(id, "2026-01-05T20:00:00.500Z", phone));
        CONNECT.failWith("StopContact", code);

        var response = stop(id, ALL);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(response.body()).doesNotContain("not to be repeated");
    }

    @Test
    void aFlowGivesUpTheCallbackThatItsCustomerWaitsFor() {
        var asking = UUID.randomUUID().toString();
        ingest(
                callback(id, phone),
                Records.queued(id, "2026-01-05T20:00:00.500Z", "2026-01-05T20:00:01.500Z")
                        .replace("\"INBOUND\"", "\"CALLBACK\""),
                Records.initiated(asking, "2026-01-05T20:05:00.500Z", phone));

        assertThat(stopForFlow(asking, phone, "activeContact")).isEqualTo("none");
        assertThat(stopForFlow(asking, phone, "pendingCallback")).isEqualTo("asked");

        assertThat(CONNECT.stopped()).contains(id).doesNotContain(asking);
        CONNECT.failWith("StopContact", "InvalidRequestException");
        assertThat(stopForFlow(asking, phone, "pendingCallback")).isEqualTo("refused");
        assertThat(stopForFlow(asking, "anonymous", "pendingCallback")).isEqualTo("none");
    }

    @Test
    void aFlowSaysWhichOfItsCustomersContactsItMeans() {
        for (var target : new String[] {"everything", "", id}) {
            var response = flow(id, phone, target);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(body(response).path("field").stringValue()).isEqualTo("Details.Parameters.target");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Details\":{\"ContactData\":null,\"Parameters\":{\"target\":\"activeContact\"}}}",
                "{\"target\":\"activeContact\",\"customer\":\"Tanaka\"}"
            })
    void whatIsNoEventOfAFlowStopsNothing(String event) {
        var response = send("POST", "/flow/stop", event, ALL);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(body(response).path("field").stringValue()).isEqualTo("Details.ContactData");
        assertThat(response.body()).doesNotContain("Tanaka");
    }

    private String begun(String channel, String method) {
        return Records.initiated(id, "2026-01-05T20:00:00.500Z", phone)
                .replace("\"VOICE\"", "\"" + channel + "\"")
                .replace("\"INBOUND\"", "\"" + method + "\"");
    }

    private static String callback(String contactId, String phone) {
        return Records.initiated(contactId, "2026-01-05T20:00:00.500Z", phone).replace("\"INBOUND\"", "\"CALLBACK\"");
    }

    private String stopForFlow(String asking, String from, String target) {
        var response = flow(asking, from, target);
        assertThat(response.statusCode()).isEqualTo(200);
        return body(response).path("stopped").stringValue();
    }

    private HttpResponse<String> flow(String asking, String from, String target) {
        return send("POST", "/flow/stop", """
                {"Name":"ContactFlowEvent","Details":{"ContactData":{"ContactId":"%s",
                 "CustomerEndpoint":{"Type":"TELEPHONE_NUMBER","Address":"%s"}},"Parameters":{"action":"stop","target":"%s"}}}""".formatted(asking, from, target), ALL);
    }

    private HttpResponse<String> stop(String contactId, String key) {
        return api.exchange("POST", "/contacts/" + contactId + "/stop", "", "X-Api-Key", key);
    }

    private HttpResponse<String> get(String path) {
        return api.get(path, "X-Api-Key", ALL);
    }

    private void ingest(String... records) {
        assertThat(send("POST", "/ingest", String.join("\n", records), ALL).statusCode())
                .isEqualTo(202);
    }

    private HttpResponse<String> send(String method, String path, String body, String key) {
        return api.exchange(method, path, body, "X-Api-Key", key, "Content-Type", "application/json");
    }

    private JsonNode body(HttpResponse<String> response) {
        return json.readTree(response.body());
    }
}
