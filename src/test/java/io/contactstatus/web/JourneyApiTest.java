package io.contactstatus.web;

import static io.contactstatus.web.GuardedService.ALL;
import static io.contactstatus.web.GuardedService.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.journey.Journeys;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@GuardedService
class JourneyApiTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    private PublishedApi api;
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void connect() {
        api = PublishedApi.of(port);
    }

    @Test
    void tellsTheFriendlyViewUnlessAskedForTheOther() {
        tellOfACall();

        var friendly = body(journey("", ALL));
        assertThat(friendly.path("contactId").stringValue()).isEqualTo(id);
        assertThat(friendly.path("view").stringValue()).isEqualTo("friendly");
        assertThat(friendly.path("complete").booleanValue()).isTrue();
        assertThat(friendly.at("/steps/0/kind").stringValue()).isEqualTo("START");
        assertThat(friendly.at("/steps/1/text").stringValue()).isEqualTo("Asked “Your number?”, entered 87654321");
        assertThat(friendly.at("/steps/1/at").stringValue()).isEqualTo("2026-01-05T20:00:02.000Z");
        assertThat(friendly.at("/steps/1/durationMillis").longValue()).isEqualTo(4_000);
        assertThat(friendly.at("/steps/1").has("durationIsUpperBound")).isFalse();

        var techy = body(journey("?view=techy", ALL));
        assertThat(techy.path("view").stringValue()).isEqualTo("techy");
        var input = techy.at("/steps/1");
        assertThat(input.path("block").stringValue()).isEqualTo("StoreUserInput");
        assertThat(input.path("source").stringValue()).isEqualTo("FLOW_LOG");
        assertThat(input.at("/detail/Parameters.Text").stringValue()).isEqualTo("Your number?");
        assertThat(input.path("outcome").stringValue()).isEqualTo("87654321");
    }

    @Test
    void masksWhatTheCallerMayNotSee() {
        tellOfACall();

        assertThat(journey("", READER).body()).contains("***").doesNotContain("87654321");
        assertThat(journey("?view=techy", READER).body()).contains("***").doesNotContain("87654321", "+81901");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ja|ja|お客様から着信",
                "ja-JP,en;q=0.5|ja|お客様から着信",
                "fr, ja;q=0.4|ja|お客様から着信",
                "en-GB|en|The customer called",
                "fr|en|The customer called",
                "%%%|en|The customer called"
            })
    void speaksTheCallersLanguage(String accepted, String language, String text) {
        tellOfACall();

        var response = api.get("/contacts/" + id + "/journey", "X-Api-Key", ALL, "Accept-Language", accepted);

        assertThat(response.headers().firstValue("Content-Language")).contains(language);
        assertThat(response.headers().allValues("Vary")).contains("Accept-Language");
        assertThat(body(response).at("/steps/0/text").stringValue()).isEqualTo(text);
    }

    @Test
    void speaksEnglishToWhoAsksForNoLanguage() {
        tellOfACall();

        assertThat(journey("", ALL).headers().firstValue("Content-Language")).contains("en");
    }

    @Test
    void knowsNoJourneyOfOtherContactsAndNoOtherViews() {
        var unknown = journey("", ALL);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(body(unknown).path("type").stringValue()).isEqualTo("urn:contact-status:problem:not-found");
        assertThat(unknown.body()).doesNotContain(id);

        tellOfACall();
        var other = journey("?view=angry", ALL);
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(body(other).path("type").stringValue()).isEqualTo("urn:contact-status:problem:invalid-parameter");
        assertThat(body(other).path("field").stringValue()).isEqualTo("view");
    }

    @Test
    void readsAsMuchAsItSaysAndNoMore() {
        var start = Instant.parse("2026-01-05T20:00:00Z");
        for (var first = 0; first <= Journeys.MOST; first += 200) {
            var lines = new ArrayList<String>();
            for (var line = first; line < Math.min(first + 200, Journeys.MOST + 1); line++) {
                lines.add(Records.flowLog(
                        id, start.plusMillis(line).toString(), "SetVoice", ",\"Parameters\":{\"n\":\"" + line + "\"}"));
            }
            ingest(lines.toArray(String[]::new));
        }

        var journey = body(journey("?view=techy", ALL));

        assertThat(journey.path("complete").booleanValue()).isFalse();
        assertThat(journey.path("steps").size()).isEqualTo(Journeys.MOST);
    }

    private void tellOfACall() {
        ingest(
                Records.initiated(id, "2026-01-05T20:00:00.500Z", "+819012345678"),
                Records.flowLog(
                        id,
                        "2026-01-05T20:00:02.000Z",
                        "StoreUserInput",
                        ",\"Parameters\":{\"Text\":\"Your number?\"}"),
                Records.flowLog(id, "2026-01-05T20:00:06.000Z", "StoreUserInput", ",\"Results\":\"87654321\""));
    }

    private void ingest(String... records) {
        var response = api.exchange(
                "POST", "/ingest", String.join("\n", records), "X-Api-Key", ALL, "Content-Type", "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    private HttpResponse<String> journey(String query, String key) {
        return api.get("/contacts/" + id + "/journey" + query, "X-Api-Key", key);
    }

    private JsonNode body(HttpResponse<String> response) {
        return json.readTree(response.body());
    }
}
