package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.fuzz.RawHttp;
import io.contactstatus.fuzz.RawHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenService
@ExtendWith(OutputCaptureExtension.class)
class BadPageRequestsTest {

    @LocalServerPort
    private int port;

    private Answer get(String target) {
        try (var client = new RawHttp(port)) {
            var request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            return client.exchange(request.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/ui/board?status=819077766655, status, 'one of: INITIATED, CONNECTED_TO_SYSTEM'",
        "/ui/board?phase=819077766655, phase, 'one of: SCHEDULED, FLOW'",
        "/ui/board/abandoned?callback=819077766655, callback, 'one of: true, false'",
        "/ui/board?instance=819077766655, instance, 'No instance of that name is set up here.'",
        "/ui/contacts/c-1?source=819077766655, source, 'one of: '",
        "/ui/contacts/c-1?steps=819077766655, steps, It has to be a whole number.",
        "/ui/queues/q-1?interval=819077766655, interval, 'one of: '",
        "/ui/contacts/c-1/customer/older, cursor, It is missing.",
        "/ui/language, to, It is missing."
    })
    void aWordThatIsNoneIsToldByTheParametersNameAndWhatItCouldBe(
            String target, String field, String why, CapturedOutput output) {
        var answer = get(target);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).startsWith("text/html");
        assertThat(answer.body()).contains("It is about: " + field, why).doesNotContain("819077766655");
        assertThat(output.getAll()).doesNotContain("\tat ", "819077766655");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/board?without=%20",
                "/ui/board?without=QUEUE,",
                "/ui/board?without=&without=",
                "/ui/board?without=",
                "/ui/board/changes?without=%20",
                "/ui/board/abandoned?without=QUEUE,"
            })
    void aBlankAmongSeveralWordsIsLeftOut(String target, CapturedOutput output) {
        var answer = get(target);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/{x}",
                "/ui/board?queue={x}",
                "/ui/<b>",
                "/ui/a b",
                "/ui/%",
                "/ui/\u00e9",
                "https://a/ui/",
                "/ui//a"
            })
    void theLanguageLeadsBackToPagesOnly(String back) {
        var encoded = URLEncoder.encode(back, StandardCharsets.UTF_8);

        var answer = get("/ui/language?to=ja&back=" + encoded);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).isEqualTo("/ui/board");
    }

    @Test
    void theLanguageLeadsBackWithTheFilterOfThePage() {
        assertThat(get("/ui/language?to=ja&back=%2Fui%2Fboard%3Fqueue%3D%257Bx%257D")
                        .header("location"))
                .isEqualTo("/ui/board?queue=%7Bx%7D");
    }
}
