package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.audit.AuditLines;
import io.contactstatus.web.GuardedService;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/// The find box of a person who may not see numbers.
@GuardedService
@TestPropertySource(properties = "contact-status.security.lookup-misses.login=3")
class FindLimitTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");
    private static final String KNOWN = "+819055556666";

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    @AfterEach
    void nothingIsAskedAnyMore() {
        http.shutdownNow();
    }

    @Test
    void findsNoNumberAnyMoreAfterTooManyThatAreUnknownButContactsByTheirIds()
            throws IOException, InterruptedException {
        var call = StagedCall.from(port, KNOWN).initiated();
        send("/login", "key=" + GuardedService.READER);
        assertThat(find(KNOWN).headers().firstValue("Location").orElseThrow()).endsWith("/customer");
        for (var guess = 0; guess < 3; guess++) {
            assertThat(find("+81905555777" + guess).statusCode()).isEqualTo(404);
        }

        var refused = find(KNOWN);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("Too many searches").doesNotContain("9055556666");
        assertThat(find(call.id).headers().firstValue("Location").orElseThrow()).endsWith(call.id);
        assertThat(audit.of("one-who-may-read-contacts"))
                .extracting(line -> line.path("way").asString("") + " "
                        + line.path("kind").asString("") + " "
                        + line.path("outcome").asString(""))
                .containsExactly(
                        "page LOOKUP DONE",
                        "page LOOKUP NOTHING_FOUND",
                        "page LOOKUP NOTHING_FOUND",
                        "page LOOKUP NOTHING_FOUND",
                        "page LOOKUP LIMITED");
    }

    @Test
    void whatIsSuggestedIsInTheAuditOnceItIsOpened() throws IOException, InterruptedException {
        var call = StagedCall.from(port, "+819055557777").initiated().queued(10);
        send("/login", "key=" + GuardedService.ALL);

        await().untilAsserted(() -> assertThat(send("/ui/find", "/ui/find/suggestions", "q=" + call.id.substring(0, 13))
                        .body())
                .contains(call.id));
        assertThat(audit.of("one-who-may-do-everything")).isEmpty();
        var opened =
                http.send(HttpRequest.newBuilder(at("/ui/contacts/" + call.id)).build(), BodyHandlers.ofString());

        assertThat(opened.statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(audit.of("one-who-may-do-everything"))
                .extracting(line -> line.path("kind").asString(""))
                .containsExactly("TRANSCRIPT"));
        assertThat(audit.text().getLast()).contains(call.id);
    }

    private HttpResponse<String> find(String what) throws IOException, InterruptedException {
        return send("/ui/find", "q=" + URLEncoder.encode(what, StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(String path, String form) throws IOException, InterruptedException {
        return send(path, path, form);
    }

    /// @param shown the page that has the form
    private HttpResponse<String> send(String shown, String path, String form) throws IOException, InterruptedException {
        var page = http.send(HttpRequest.newBuilder(at(shown)).build(), BodyHandlers.ofString());
        var token = TOKEN.matcher(page.body());
        assertThat(token.find()).isTrue();
        return http.send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                form + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
