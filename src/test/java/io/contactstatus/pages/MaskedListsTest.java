package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.web.GuardedService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What the board and the seats send to somebody who may not see personal data: pages, their parts and their
/// streams.
@GuardedService
class MaskedListsTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");
    private static final String MASKED = "+81******5678";

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @LocalServerPort
    int port;

    @BeforeEach
    void aReaderHasLoggedIn() throws IOException, InterruptedException {
        var token = TOKEN.matcher(get("/login"));
        assertThat(token.find()).isTrue();
        var form =
                "key=" + GuardedService.READER + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        var answer = http.send(
                HttpRequest.newBuilder(at("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    @AfterEach
    void nothingIsAskedAnyMore() {
        http.shutdownNow();
    }

    @Test
    @Timeout(120)
    void showNoNumbersAndNoNames() throws IOException, InterruptedException {
        StagedCall.to(port).initiated().queued(10).disconnected(60);
        var live = StagedCall.to(port).initiated().queued(20);

        assertMasked("board", get("/ui/board"));
        assertMasked("abandoned", get("/ui/board/abandoned"));
        try (var stream = new Stream("/ui/board/changes")) {
            assertMasked("pushed board", stream.until("event: abandoned"));
            live.atAgent("CONNECTED", 30);
            assertMasked("pushed row", stream.until("event: changes"));
        }
        var seats = get("/ui/seats");
        assertThat(seats).contains("mori").doesNotContain("Hanako", "Mori");
        try (var stream = new Stream("/ui/seats/changes")) {
            assertThat(stream.until("event: ready")).contains("mori").doesNotContain("Hanako", "Mori");
            live.atAgent("ENDED", 40);
            assertThat(stream.until("data-seat=\"AFTER_CONTACT_WORK\""))
                    .contains("event: seat")
                    .doesNotContain("Hanako", "Mori");
        }
    }

    private static void assertMasked(String what, String html) {
        assertThat(html)
                .as(what)
                .contains(MASKED)
                .doesNotContain(StagedCall.PHONE, StagedCall.PHONE.substring(1), "9012345678", "Hanako", "Mori");
    }

    private URI at(String path) {
        // Not localhost: a cookie handler of Java keeps none of that.
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(at(path)).header("Accept", "text/html").build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private final class Stream implements AutoCloseable {

        private final BufferedReader lines;

        Stream(String path) throws IOException, InterruptedException {
            var answer = http.send(
                    HttpRequest.newBuilder(at(path))
                            .header("Accept", "text/event-stream")
                            .build(),
                    BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        /// All that comes before the end of the event in which that stands.
        String until(String wanted) throws IOException {
            var read = new StringBuilder();
            for (var found = false; ; ) {
                var line = lines.readLine();
                assertThat(line).as("the stream has ended after %s", read).isNotNull();
                read.append(line).append('\n');
                found |= line.contains(wanted);
                if (found && line.isEmpty()) {
                    return read.toString();
                }
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
