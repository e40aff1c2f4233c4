package io.contactstatus.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Values that callers should not send, and some that they may.
final class FuzzValues {

    /// In no log and in no answer.
    static final String MARK = "77766655";

    private static final List<String> NASTY = List.of(
            "",
            " ",
            "\0",
            "\r\nX-Injected: 1",
            "{x}",
            "${7*7}",
            "#{T(java.lang.Runtime)}",
            "%",
            "'\"><script>alert(1)</script>",
            "../../etc/passwd",
            "-1",
            "0",
            "201",
            "2147483648",
            "99999999999999999999999999",
            "NaN",
            "1e309",
            "true",
            "maybe",
            "null",
            "QUEUED",
            "queued",
            "NO_SUCH_WORD",
            "+8190" + MARK,
            "090-" + MARK,
            "somebody+" + MARK + "@example.com",
            "2026-01-05T21:24:58.202Z",
            "2026-13-45T99:99:99Z",
            "-999999999-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "ÿþ",
            "电话😀\u202e",
            "\ud800",
            "a".repeat(300),
            "9".repeat(3_000),
            "a,b;c=d",
            ",",
            "QUEUE,",
            "[]",
            "a[0].b",
            "W/\"1\"");

    /// Percent-encoding that is broken, or means something to a server.
    private static final List<String> BROKEN = List.of(
            "%ff",
            "%c3%28", "%zz", "%", "%4", "%00", "%e3%81", "%u3042", "%2F", "%5C", "%2e%2e%2f", ";a=b", "%3B", "%0d%0a");

    private static final List<String> EXTRA_PARAMETERS = List.of(
            "=",
            "=1",
            "&&",
            "%ff",
            "%ff=1",
            "a=%zz",
            "%00=1",
            "8190" + MARK + "=1",
            "nosuch=1",
            "limit",
            "limit=&limit=",
            "cursor=%ff",
            "class.classLoader=1",
            "_csrf=x",
            "access_token=x",
            "{x}=1",
            "lang=%ED%A0%80");

    private static final List<String> EXTRA_HEADERS = List.of(
            "Accept: text/html",
            "Accept: */*",
            "Accept: text/event-stream",
            "Accept: application/json;q=zz",
            "Accept: nonsense",
            "Accept: application/xml, ,",
            "Accept-Language: ja;q=x, *, " + "z".repeat(200),
            "Accept-Encoding: gzip;q=, *;q=0",
            "Content-Type: */*",
            "Content-Type: application/*",
            "Content-Type: application/json;charset=nonsense",
            "Content-Type: nonsense",
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: application/x-www-form-urlencoded;charset=UTF-16",
            "Content-Encoding: gzip",
            "Content-Encoding: nonsense",
            "Origin: https://elsewhere.example",
            "Origin: null",
            "Origin: {x}",
            "Origin: https://elsewhere.example\r\nContent-Type: */*",
            "Origin: https://elsewhere.example\r\nAccess-Control-Request-Method: {x}",
            "If-None-Match: \"1\", W/\"x\", *",
            "If-None-Match: \"" + MARK,
            "If-Modified-Since: yesterday",
            "Range: bytes=5-1,x",
            "Last-Event-ID: 8190" + MARK,
            "Last-Event-ID: 0-99999999999999999999",
            "Cookie: language={x}; a=\"b; =; " + MARK,
            "Cookie: contact-status-session=" + MARK,
            "X-Forwarded-For: x, y",
            "X-Forwarded-Host: {x}:y",
            "X-Forwarded-Port: -1",
            "X-Forwarded-Proto: https",
            "X-HTTP-Method-Override: DELETE",
            "X-Requested-With: {x}",
            "HX-Request: true",
            "Sec-Fetch-Mode: cors",
            "traceparent: 00-" + MARK + "-x-01",
            "Authorization: Bearer " + MARK,
            "Authorization: Basic !!!",
            "X-Forwarded-For: \u0085",
            "HX-Request: \u0080\u009f",
            "Accept-Language: \u00e9\u00ff",
            "Expect: 100-continue",
            "TE: nonsense");

    private final RandomGenerator random;

    FuzzValues(RandomGenerator random) {
        this.random = random;
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    String nasty() {
        return oneOf(NASTY);
    }

    /// As it is sent in a query: mostly encoded as it should be.
    String inQuery(String value) {
        return oneIn(8) ? oneOf(BROKEN) : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /// Of a path; nothing that could be another path.
    String segment(String value) {
        var plain = value.replaceAll("[\\p{Cntrl}/\\\\;%]", "");
        var encoded = URLEncoder.encode(plain, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.isBlank() || encoded.startsWith(".") ? "x" : encoded;
    }

    String brokenSegment() {
        return oneOf(BROKEN);
    }

    String extraParameter() {
        return oneOf(EXTRA_PARAMETERS);
    }

    List<String> extraHeaders() {
        var headers = new ArrayList<String>();
        while (oneIn(2) && headers.size() < 3) {
            headers.add(oneOf(EXTRA_HEADERS));
        }
        return headers;
    }

    /// Damages a text that was well-formed.
    byte[] damaged(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (var times = random.nextInt(4); times > 0 && bytes.length > 0; times--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return oneIn(4) ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    byte[] body() {
        return oneOf(List.of(
                        "",
                        "{",
                        "[]",
                        "null",
                        "\"" + MARK + "\"",
                        "{}",
                        "[".repeat(5_000),
                        "{\"a\":".repeat(2_000),
                        "{\"" + MARK + "\": 1}",
                        "{\"attributes\":{\"" + MARK + "\":" + "9".repeat(2_000) + "}}",
                        "a=%ff&b=%zz",
                        "--\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n----\r\n",
                        "\u001f\u008b\b\0\0\0\0\0",
                        "{\"customerIdentifier\":\"\\ud800\"}",
                        "\ufeff{}"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
