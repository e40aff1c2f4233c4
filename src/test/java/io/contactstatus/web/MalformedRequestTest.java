package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.fuzz.RawHttp;
import io.contactstatus.fuzz.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Requests that cannot be read are the caller's fault, and are answered as such in one line of log at most.
@GuardedService
@ExtendWith(OutputCaptureExtension.class)
class MalformedRequestTest {

    private static final String NUMBER = "819077766655";

    @LocalServerPort
    private int port;

    private Answer send(String method, String target, String body, String... headers) {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
        try (var client = new RawHttp(port)) {
            return client.exchange(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"urn:contact-status:problem:" + type + "\"", "\"status\":" + status)
                .doesNotContain(NUMBER);
    }

    private static void assertQuiet(CapturedOutput output) {
        assertThat(output.getAll().lines().filter(line -> line.startsWith("\tat ") || line.contains(NUMBER)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/contacts?active=true&cursor=%ff, cursor",
        "/contacts?active=true&cursor=%zz, cursor",
        "/contacts?active=true&cursor=%, cursor",
        "/contacts?active=true&cursor=%e3%81, cursor",
        "/contacts?%ff=1, a parameter",
        "/contacts?819077766655%ff=1, a parameter",
        "/contacts?=1, a parameter",
        "/ui/board?%00=1, a parameter",
        "/nothing/here?x=%ff, x",
        "/login?again=%ff, again",
        "/ui/board?queue=%c3%28, queue",
        "/assets/app.css?v=%ff, v",
        "/actuator/health?x=%ff, x"
    })
    void brokenEncodingIsToldByTheParametersName(String target, String field, CapturedOutput output) {
        var answer = send("GET", target, "", "Origin: https://elsewhere.example");

        assertProblem(answer, 400, "invalid-parameter");
        assertThat(answer.body())
                .contains("\"field\":\"" + field + "\"", "\"detail\":\"" + field + " is not percent-encoded UTF-8\"");
        assertThat(output.getAll().lines().filter(line -> line.contains("was refused")))
                .hasSize(1);
        assertQuiet(output);
    }

    @Test
    void aFormThatIsBrokenIsABadRequest(CapturedOutput output) {
        var answer = send("POST", "/login", "key=%ff" + NUMBER, "Content-Type: application/x-www-form-urlencoded");

        assertProblem(answer, 400, "bad-request");
        assertQuiet(output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept-Language: \u0085" + NUMBER, "HX-Request: \u0080", "Last-Event-ID: \u009f" + NUMBER})
    void aHeaderOfControlCharactersIsABadRequest(String header, CapturedOutput output) {
        assertProblem(
                send("GET", "/live/contacts", "", header, "X-Api-Key: " + GuardedService.ALL), 400, "bad-request");
        assertProblem(send("GET", "/ui/board", "", header), 400, "bad-request");
        assertQuiet(output);
    }

    @Test
    void aMediaTypeThatIsNoneIsNotSupported(CapturedOutput output) {
        assertProblem(
                send("GET", "/contacts/c-1", "", "Content-Type: */*", "Origin: https://elsewhere.example"),
                415,
                "unsupported-media-type");
        assertProblem(
                send("PATCH", "/contacts/c-1", "{}", "Content-Type: application/*", "X-Api-Key: " + GuardedService.ALL),
                415,
                "unsupported-media-type");
        assertQuiet(output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed;boundary=x"})
    void nothingIsReadInParts(String type, CapturedOutput output) {
        assertProblem(
                send("PATCH", "/contacts/c-1", "--x\r\n", "Content-Type: " + type, "X-Api-Key: " + GuardedService.ALL),
                415,
                "unsupported-media-type");
        assertThat(send("POST", "/login", "--x\r\n", "Content-Type: " + type).status())
                .as("as without a form")
                .isBetween(300, 499);
        assertQuiet(output);
    }

    @Test
    void whatTomcatRefusesStaysOutOfTheLog(CapturedOutput output) {
        for (var target : new String[] {
            "/customers/{" + NUMBER + "}",
            "/customers/" + NUMBER + "|",
            "/customers/%2F" + NUMBER,
            "/customers/^" + NUMBER
        }) {
            assertThat(send("GET", target, "").status()).as(target).isEqualTo(400);
        }
        assertThat(send("GET", "/contacts/c-1", "", "Cookie: a=\"" + NUMBER + "; =x; \u0001")
                        .status())
                .isBetween(400, 499);
        assertThat(send("G(T", "/" + NUMBER, "").status()).isEqualTo(400);
        assertThat(send("GET", "/", "", "X-Header(: " + NUMBER).status()).isEqualTo(400);
        assertQuiet(output);
    }

    /// Its own name would be a way to have it repeated.
    @Test
    void anUnknownParameterIsNamedAsFarAsThatIsHarmless() {
        var key = "X-Api-Key: " + GuardedService.ALL;
        assertThat(send("GET", "/agents?nosuch=1", "", key).body()).contains("\"field\":\"nosuch\"");
        for (var name : new String[] {NUMBER, "a".repeat(65), "%3Cscript%3E", "%00", "%E3%81%82"}) {
            assertThat(send("GET", "/agents?" + name + "=1", "", key).body())
                    .as(name)
                    .contains("\"field\":\"a parameter\"");
        }
    }
}
