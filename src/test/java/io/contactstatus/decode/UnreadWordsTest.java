package io.contactstatus.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnreadWordsTest {

    private static final String EVENT = """
            {"Version":"1.0.0","Channel":"VOICE","ContactId":"0a1b2c3d-1111-4222-8333-444455556666","EventType":"SEGMENTS",
             "Segments":[{"Transcript":{"Id":"u1","ParticipantRole":"CUSTOMER","Content":"My card is 4111 1111, four one",
             "BeginOffsetMillis":23000,"Sentiment":"NEGATIVE","IssuesDetected":[{"CharacterOffsets":{"BeginOffsetChar":3}}]}},
             {"Utterance":{"PartialContent":"say \\"four\\": 4711"}},
             {"Categories":{"MatchedCategories":["Refund"],"MatchedDetails":{"Card declined":{"PointsOfInterest":[]}}}}]}""";

    @Test
    void takesTheWordsOfARecordAndLeavesWhatIsNoWord() {
        assertThat(taken(EVENT)).isEqualTo("""
                {"Version":"1.0.0","Channel":"VOICE","ContactId":"0a1b2c3d-1111-4222-8333-444455556666","EventType":"SEGMENTS",
                 "Segments":[{"Transcript":{"Id":"u1","ParticipantRole":"CUSTOMER","Content":"",
                 "BeginOffsetMillis":23000,"Sentiment":"NEGATIVE","IssuesDetected":[{"CharacterOffsets":{"BeginOffsetChar":3}}]}},
                 {"Utterance":{"PartialContent":""}},
                 {"Categories":{"MatchedCategories":["Refund"],"MatchedDetails":{"":{"PointsOfInterest":[]}}}}]}""");
    }

    @Test
    void takesThemWhereverTheTextIsCutOff() {
        for (var from = 0; from < EVENT.length(); from++) {
            var end = taken(EVENT.substring(from));
            assertThat(end).as("from %d on", from).doesNotContain("4111", "four", "4711", "card", "declined");
            var beginning = taken(EVENT.substring(0, from));
            assertThat(beginning).as("up to %d", from).doesNotContain("4111", "four", "4711", "card", "declined");
        }
    }

    @Test
    void takesAllOfARecordThatIsQuotedInAnother() {
        var quoted =
                "{\"messageId\":\"1\",\"body\":\"" + EVENT.replace("\\", "\\\\").replace("\"", "\\\"") + "\",";

        assertThat(areIn(quoted)).isTrue();
        assertThat(taken(quoted)).isEqualTo("{\"messageId\":\"\",\"body\":\"\",");
    }

    @Test
    void findsThemByTheKeysThatOnlyTheyHave() {
        assertThat(areIn(EVENT)).isTrue();
        assertThat(areIn(EVENT.substring(0, EVENT.indexOf("4111")))).isTrue();
        assertThat(areIn("{\"ContactId\":\"c\",\"Attributes\":{\"a\":\"the transcript\"}"))
                .isFalse();
    }

    private static boolean areIn(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return UnreadWords.areIn(bytes, 0, bytes.length);
    }

    private static String taken(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(UnreadWords.takenFrom(bytes, 0, bytes.length), StandardCharsets.UTF_8);
    }
}
