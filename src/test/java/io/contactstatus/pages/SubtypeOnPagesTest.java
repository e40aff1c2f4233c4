package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.web.Records;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What kind of chat or call a contact is, beside its channel.
@OpenService
class SubtypeOnPagesTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @AfterEach
    void nothingIsAskedAnyMore() {
        http.shutdownNow();
    }

    @Test
    void standsOnBoardAndContactAndCustomer() throws IOException, InterruptedException {
        var id = contact("connect:ExternalAudio");
        var foreign = contact("connect:OfTomorrow");
        var ordinary = contact("connect:Telephony");

        await().untilAsserted(() -> assertThat(row(id)).contains(">External audio<"));
        await().untilAsserted(() -> assertThat(row(foreign)).contains(">OfTomorrow<"));
        await().untilAsserted(
                        () -> assertThat(row(ordinary)).contains(">Voice<").doesNotContain("class=\"subtype\""));
        for (var page : new String[] {"/ui/contacts/" + id, "/ui/contacts/" + id + "/customer"}) {
            assertThat(get(page, "en")).contains(">External audio<");
            assertThat(get(page, "ja")).contains(">外部音声<");
        }
        assertThat(get("/ui/contacts/" + ordinary, "en")).doesNotContain("Telephony</");
    }

    private String contact(String subtype) throws IOException, InterruptedException {
        var id = UUID.randomUUID().toString();
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        var more = """
                ,"initiationTimestamp":"%s","segmentAttributes":{"connect:Subtype":{"valueString":"%s"}},\
                "customerEndpoint":{"type":"TELEPHONE_NUMBER","address":"%s"}""".formatted(now, subtype, Records.PHONE);
        var sent = HttpRequest.newBuilder(at("/ingest"))
                .POST(BodyPublishers.ofString(Records.contactEvent(id, "INITIATED", now, more)))
                .build();
        assertThat(http.send(sent, BodyHandlers.discarding()).statusCode()).isEqualTo(202);
        return id;
    }

    private String row(String id) throws IOException, InterruptedException {
        var row = Pattern.compile("<tr id=\"contact-" + id + "\".*?</tr>", Pattern.DOTALL)
                .matcher(get("/ui/board", "en"));
        return row.find() ? row.group() : "";
    }

    private String get(String path, String language) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(path))
                .header("Accept-Language", language)
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
