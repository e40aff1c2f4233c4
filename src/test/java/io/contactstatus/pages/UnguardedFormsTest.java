package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Nobody logs in, and still not every page in the browser of this machine may send forms.
@OpenService
class UnguardedFormsTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    int port;

    @Test
    void areRefusedFromElsewhere() throws IOException, InterruptedException {
        var refused = send("/ui/find", "q=a");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This was not done").doesNotContain("/logout");
        assertThat(refused.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'")
                .contains("form-action 'self'");
        assertThat(send("/ui/find", "q=a", "Origin", "https://elsewhere.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("/ui/find", "q=a", "Origin", "null").statusCode()).isEqualTo(403);
    }

    @Test
    void areTakenFromAPageOfOurs() throws IOException, InterruptedException {
        var page = get("/ui/nonsense");
        var cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
        var found = TOKEN.matcher(page.body());
        assertThat(found.find()).isTrue();
        var token = URLEncoder.encode(found.group(1), StandardCharsets.UTF_8);

        assertThat(cookie).startsWith("contact-status-csrf=").contains("HttpOnly", "SameSite=Strict");
        var own = cookie.substring(0, cookie.indexOf(';'));
        assertThat(send("/ui/find", "q=a&_csrf=" + token, "Cookie", own).statusCode())
                .isNotEqualTo(403);
        assertThat(send("/ui/find", "q=a", "Cookie", own, "X-CSRF-TOKEN", found.group(1))
                        .statusCode())
                .isNotEqualTo(403);
        assertThat(send("/ui/find", "q=a&_csrf=" + token).statusCode()).isEqualTo(403);
        assertThat(send("/ui/find", "q=a", "Cookie", own).statusCode()).isEqualTo(403);
    }

    @Test
    void leaveTheApiAsItIs() throws IOException, InterruptedException {
        assertThat(send("/ingest", "{}").statusCode()).isEqualTo(202);
    }

    @Test
    void knowOfNoLogin() throws IOException, InterruptedException {
        var login = get("/login");

        assertThat(login.statusCode()).isEqualTo(302);
        assertThat(login.headers().firstValue("Location")).hasValue("/ui/board");
        assertThat(get("/ui/nonsense").body()).contains("/ui/find").doesNotContain("/logout");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String path, String form, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
