package io.contactstatus.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactstatus.masking.Veil;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.recordings.ChatTranscript.Entry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChatTranscriptReaderTest {

    private static final ChatTranscriptReader READER = new ChatTranscriptReader(new JsonMapper());

    private static ChatTranscript read(Veil veil, String entries) {
        return READER.read(
                ("{\"Version\":\"2019-08-26\",\"Transcript\":[" + entries + "]}").getBytes(StandardCharsets.UTF_8),
                veil);
    }

    private static String message(String contentType, String content) {
        return """
                {"AbsoluteTime":"2026-01-05T20:09:12.125Z","Type":"MESSAGE","ContentType":"%s","Content":"%s",
                 "ParticipantId":"p","ParticipantRole":"CUSTOMER","DisplayName":"Kobayashi"}""".formatted(contentType, content);
    }

    @Test
    void digitsOfEveryScriptAndNamesAreMaskedWithoutTheRight() {
        var transcript = read(Veil.DRAWN, message("text/plain", "Call 090-1234 or ０９０, room 5"));

        assertThat(transcript.entries())
                .containsExactly(new Entry(
                        Instant.parse("2026-01-05T20:09:12.125Z"),
                        "CUSTOMER",
                        "***",
                        "MESSAGE",
                        "Call ***-**** or ***, room *"));
    }

    @Test
    void cardsAreMaskedForEverybody() {
        var transcript = read(Veil.LIFTED, message("text/plain", "4111 1111 1111 1111, room 5"));

        assertThat(transcript.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.text()).isEqualTo("************1111, room 5");
            assertThat(entry.name()).isEqualTo("Kobayashi");
        });
    }

    @Test
    void interactiveMessagesAreTheirWords() {
        var transcript = read(Veil.LIFTED, message("application/vnd.amazonaws.connect.message.interactive", """
                        {\\"templateType\\":\\"ListPicker\\",\\"data\\":{\\"content\\":{\\"title\\":\\"What is it?\\",\
                        \\"elements\\":[{\\"title\\":\\"A bill\\"},{\\"title\\":\\"A move\\"}]}}}"""));

        assertThat(transcript.entries())
                .singleElement()
                .extracting(Entry::text)
                .isEqualTo("What is it?\nA bill\nA move");
    }

    @Test
    void filesAndEventsAreNamed() {
        var transcript = read(Veil.LIFTED, """
                {"Type":"ATTACHMENT","ContentType":"x","Attachments":[{"AttachmentName":"a.pdf"},{"AttachmentName":"b.pdf"}]},
                {"Type":"EVENT","ContentType":"application/vnd.amazonaws.connect.event.chat.ended","AbsoluteTime":"soon"}""");

        assertThat(transcript.entries()).extracting(Entry::text).containsExactly("a.pdf, b.pdf", "ended");
        assertThat(transcript.entries()).extracting(Entry::at).containsOnlyNulls();
    }

    @Test
    void aVeryLongOneIsCutAndSaysSo() {
        var transcript = read(Veil.LIFTED, (message("text/plain", "Hi") + ",").repeat(2_000) + "{}");

        assertThat(transcript.entries()).hasSize(2_000);
        assertThat(transcript.more()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RIFF", "[]", "{}", "{\"Transcript\":{}}", "{\"Transcript\":[", "\u0000"})
    void whatIsNoTranscriptIsAProblem(String object) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> READER.read(object.getBytes(StandardCharsets.UTF_8), Veil.LIFTED))
                .withMessage("It is no transcript of a chat");
    }
}
