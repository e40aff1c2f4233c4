package io.contactstatus.decode;

import static io.contactstatus.decode.Payloads.bytes;
import static io.contactstatus.decode.Payloads.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.contactstatus.contact.Insights;
import io.contactstatus.contact.Utterance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

class ContactLensFileDecoderTest {

    private static final String CARD = "4929";

    private static String file(String name) throws IOException {
        try (var file = ContactLensFileDecoderTest.class.getResourceAsStream("/connect/contact-lens/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Decoded decoded(StoredWords words, String payload) {
        var bounds = new DecodeProperties.Ingest(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1));
        var decoder = new RecordDecoder(new DecodeProperties(null, bounds, new DecodeProperties.Transcripts(words)));
        var all = decoder.decode(bytes(payload));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Decoded.ContactUpdate update(StoredWords words, String name) throws IOException {
        return said(decoded(words, file(name))).contacts().getFirst();
    }

    private static String written(Decoded.ContactUpdate update) {
        return update.testimony().facts() + " "
                + update.entries().getFirst().detail().json()
                + update.utterances().stream().map(Utterance::stored).toList();
    }

    @Test
    void theRedactedOneReplacesWhatWasHeardLive() throws IOException {
        var update = update(StoredWords.REDACTED, "file-voice-redacted.json");
        var insights = update.testimony().facts().insights();

        assertThat(insights.analysis()).isEqualTo(Insights.Analysis.FILED);
        assertThat(insights.categories().elements()).containsExactly("Card declined");
        assertThat(insights.issueCount()).isOne();
        assertThat(insights.customer().sentiment()).isEqualTo("NEGATIVE");
        assertThat(insights.agent().sentiment()).isEqualTo("POSITIVE");
        assertThat(Objects.requireNonNull(insights.summary()).value()).isEqualTo("The card [PII] was declined.");
        assertThat(update.utterances())
                .extracting(Utterance::participant)
                .containsExactly("AGENT", "CUSTOMER", "AGENT");
        assertThat(update.utterances())
                .allSatisfy(said -> assertThat(said.origin()).isEqualTo(Utterance.Origin.FILE));
        assertThat(update.utterances().get(1).issue()).isTrue();
        assertThat(written(update)).contains("its number is [PII]").doesNotContain("LoudnessScores");
    }

    @Test
    void ofTheOtherOneNoWordIsStoredAndTheSameIsMadeOfIt() throws IOException {
        var raw = update(StoredWords.REDACTED, "file-voice-raw.json");
        var redacted = update(StoredWords.REDACTED, "file-voice-redacted.json");

        assertThat(raw.utterances()).isEmpty();
        assertThat(written(raw)).doesNotContain(CARD).doesNotContain("Good evening");
        assertThat(raw.testimony().facts().join(redacted.testimony().facts()).insights())
                .isEqualTo(redacted.testimony().facts().insights());
        assertThat(raw.entries().getFirst().id())
                .isEqualTo(redacted.entries().getFirst().id());
        assertThat(raw.entries().getFirst().detail().json())
                .isEqualTo(redacted.entries().getFirst().detail().json())
                .contains("\"TotalCount\":1")
                .contains("\"AGENT\":{\"TotalTimeMillis\":15079}")
                .doesNotContain("Quarter");
    }

    @Test
    void whereAllWordsAreStoredTheyAreThoseThatWereSaid() throws IOException {
        assertThat(written(update(StoredWords.ALL, "file-voice-raw.json"))).contains(CARD);
        assertThat(update(StoredWords.ALL, "file-voice-redacted.json").utterances())
                .isEmpty();
    }

    @Test
    void whereNoneAreStoredThereIsNoWordOfIt() throws IOException {
        for (var name : new String[] {"file-voice-raw.json", "file-voice-redacted.json"}) {
            assertThat(written(update(StoredWords.NONE, name)))
                    .doesNotContain(CARD)
                    .doesNotContain("Good evening")
                    .doesNotContain("was declined");
        }
    }

    @ParameterizedTest
    @EnumSource(StoredWords.class)
    void noWordGoesToTheDeadLetters(StoredWords words) throws IOException {
        var broken = file("file-voice-raw.json").replace("5a1c9c3e-7d8f-4b2a-9c1d-2e3f4a5b6c7d", " ");

        assertThat(decoded(words, broken))
                .asInstanceOf(type(Decoded.Malformed.class))
                .satisfies(letter -> assertThat(new String(letter.payload(), StandardCharsets.UTF_8))
                        .contains("COMPLETED")
                        .doesNotContain(CARD)
                        .doesNotContain("Good evening"));
    }

    @Test
    void whoJoinedAChatHasSaidNothing() {
        var chat = """
                {'Version':'1.1.0','Channel':'CHAT','ContentMetadata':{'Output':'Redacted'},'JobStatus':'COMPLETED',
                 'Participants':[{'ParticipantId':'c','ParticipantRole':'CUSTOMER'}],
                 'Transcript':[
                 {'AbsoluteTime':'2026-01-05T20:09:02.735Z','ContentType':'application/vnd.amazonaws.connect.event.participant.joined','Id':'1','ParticipantId':'c','Type':'EVENT'},
                 {'AbsoluteTime':'2026-01-05T20:09:03.735Z','ContentType':'text/plain','Content':'Hello','Id':'2','ParticipantId':'c','Type':'MESSAGE','Sentiment':'NEUTRAL'}],
                 'CustomerMetadata':{'ContactId':'5a1c9c3e-7d8f-4b2a-9c1d-2e3f4a5b6c7d','InstanceId':'i'}}""".replace("'", "\"");

        var update = said(decoded(StoredWords.REDACTED, chat)).contacts().getFirst();

        assertThat(update.utterances()).singleElement().satisfies(said -> {
            assertThat(said.participant()).isEqualTo("CUSTOMER");
            assertThat(said.at()).isEqualTo("2026-01-05T20:09:03.735Z");
        });
        assertThat(update.entries().getFirst().at()).isEqualTo("2026-01-05T20:09:03.735Z");
    }
}
