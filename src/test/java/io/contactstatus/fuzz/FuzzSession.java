package io.contactstatus.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.fuzz.RawHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// Who is logged in to the pages, by an API key.
///
/// @param cookie empty without a login
/// @param token against forged requests
public record FuzzSession(String cookie, String token) {

    static final FuzzSession NONE = new FuzzSession("", "");

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

    public static FuzzSession of(int port, String key) {
        try (var client = new RawHttp(port)) {
            var form = client.exchange(get("/login", ""));
            var body = "key=%s&_csrf=%s".formatted(encoded(key), encoded(token(form)));
            var login = new FuzzRequest(
                    "login",
                    "/login",
                    "POST",
                    "/login",
                    true,
                    List.of("Content-Type: application/x-www-form-urlencoded", "Cookie: " + cookie(form)),
                    body.getBytes(StandardCharsets.UTF_8));
            var entered = client.exchange(login.bytes());
            assertThat(entered.status()).isEqualTo(302);
            assertThat(entered.header("location")).doesNotContain("login");
            var cookie = cookie(entered);
            return new FuzzSession(cookie, token(client.exchange(get("/ui/board", cookie))));
        }
    }

    private static byte[] get(String path, String cookie) {
        var headers = cookie.isEmpty() ? List.<String>of() : List.of("Cookie: " + cookie);
        return new FuzzRequest(path, path, "GET", path, true, headers, null).bytes();
    }

    private static String cookie(Answer answer) {
        return Objects.requireNonNull(answer.headers().get("set-cookie")).stream()
                .filter(cookie -> cookie.startsWith("contact-status-session="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static String token(Answer page) {
        var found = TOKEN.matcher(page.body());
        assertThat(found.find()).as("a token in %s", page).isTrue();
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
