package io.contactstatus.decode;

import static io.contactstatus.decode.Payloads.bytes;
import static io.contactstatus.decode.Payloads.contact;
import static io.contactstatus.decode.Payloads.entry;
import static io.contactstatus.decode.Payloads.malformed;
import static io.contactstatus.decode.Payloads.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.contact.Utterance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ContactLensEventDecoderTest {

    private static String event(String type, String rest) {
        return "{'Version':'1.0.0','Channel':'VOICE','AccountId':'1','InstanceId':'i','ContactId':'$CONTACT',"
                + "'LanguageCode':'ja-JP','EventType':'" + type + "'" + rest + "}";
    }

    private static String sample(String name) throws IOException {
        try (var file = ContactLensEventDecoderTest.class.getResourceAsStream("/connect/contact-lens/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Decoded.ContactUpdate update(StoredWords words, String sample) throws IOException {
        var decoded = decoder(words).decode(bytes(sample(sample)));
        assertThat(decoded).hasSize(1);
        return said(decoded.getFirst()).contacts().getFirst();
    }

    private static RecordDecoder decoder(StoredWords words) {
        var bounds = new DecodeProperties.Ingest(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1));
        return new RecordDecoder(new DecodeProperties(null, bounds, new DecodeProperties.Transcripts(words)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTED", "COMPLETED", "FAILED"})
    void isHistoryAndNoPartOfTheCourse(String type) {
        var event = event(type, "");

        assertThat(said(event).kind()).isEqualTo("contact-lens");
        assertThat(entry(event).type()).isEqualTo(type);
        assertThat(entry(event).at()).isEqualTo(Stamp.UNTIMED);
        assertThat(contact(event).heard().lastBySource()).containsOnlyKeys(Source.CONTACT_LENS);
        assertThat(contact(event).live().completed()).isNull();
        assertThat(contact(event).live().channel()).isNull();
        assertThat(contact(event).insights().analysed()).isEqualTo(!type.equals("STARTED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat-started.json", "chat-completed.json", "chat-failed.json"})
    void readsTheEventsOfChatsLikewise(String sample) throws IOException {
        var entry = update(StoredWords.REDACTED, sample).entries().getFirst();

        assertThat(sample).containsIgnoringCase(entry.type());
    }

    @Test
    void readsWhatACallSoundsLike() throws IOException {
        var update = update(StoredWords.REDACTED, "voice-segments.json");
        var insights = update.facts().insights();

        assertThat(insights.categories().elements()).containsExactly("Card declined");
        assertThat(insights.issues().elements()).hasSize(1);
        assertThat(insights.customer().sentiment()).isEqualTo("NEGATIVE");
        assertThat(insights.customer().negativeRun()).isEqualTo(1);
        assertThat(insights.agent().sentiment()).isEqualTo("NEUTRAL");
        assertThat(update.entries()).hasSize(1);
        assertThat(update.entries().getFirst().summary()).isEqualTo("Contact Lens found a category, an issue");
    }

    @Test
    void keepsTheWordsOfACallOutOfEverythingThatIsStored() throws IOException {
        var update = update(StoredWords.REDACTED, "voice-segments.json");

        assertThat(update.entries().getFirst().detail().json())
                .contains("Card declined", "\"BeginOffsetChar\":35")
                .doesNotContain("4111", "morning");
        assertThat(update.utterances())
                .extracting(Utterance::words)
                .allSatisfy(words -> assertThat(words).isNotEmpty());
        assertThat(update.utterances())
                .extracting(utterance -> utterance.stored().words())
                .containsOnlyNulls();
        assertThat(update.facts().toString()).doesNotContain("4111");
    }

    @Test
    void tellsWhichUtteranceReplacesAPreliminaryOne() throws IOException {
        var all = update(StoredWords.REDACTED, "voice-segments.json").utterances();

        assertThat(all).extracting(Utterance::id).containsExactly("u-1", "t-1", "t-2");
        assertThat(all).extracting(Utterance::replacedBy).containsExactly("t-2", null, null);
        assertThat(all).extracting(Utterance::issue).containsExactly(false, false, true);
    }

    @Test
    void readsOneOfTheTwoOutputsOfAChat() throws IOException {
        var update = update(StoredWords.REDACTED, "chat-segments-redacted.json");

        assertThat(decoder(StoredWords.REDACTED).decode(bytes(sample("chat-segments-raw.json"))))
                .containsExactly(new Decoded.Ignored("contact-lens-twin"));
        assertThat(decoder(StoredWords.ALL).decode(bytes(sample("chat-segments-redacted.json"))))
                .containsExactly(new Decoded.Ignored("contact-lens-twin"));
        assertThat(update.utterances())
                .extracting(utterance -> utterance.stored().words())
                .containsExactly("Hello, this is [PII].", "My parcel never came, number [PII]");
        assertThat(update.utterances()).extracting(Utterance::issue).containsExactly(false, true);
        var insights = update.facts().insights();
        assertThat(insights.categories().elements()).containsExactly("Parcel lost");
        assertThat(insights.issues().elements()).hasSize(1);
        assertThat(Objects.requireNonNull(insights.summary()).value())
                .isEqualTo("The customer's parcel [PII] did not arrive.");
    }

    @Test
    void bringsAChatsHistoryIntoItsOrderWithoutNames() throws IOException {
        var entry = update(StoredWords.REDACTED, "chat-segments-redacted.json")
                .entries()
                .getFirst();

        assertThat(entry.at()).isEqualTo("2026-11-20T02:11:00.614Z");
        assertThat(entry.detail().json())
                .contains("participant.left", "image/jpeg")
                .doesNotContain("parcel", "Sato", "DisplayName");
    }

    /// What is read again from the history says the same, but for what was said.
    @ParameterizedTest
    @ValueSource(strings = {"voice-segments.json", "chat-segments-redacted.json"})
    void saysTheSameFromItsHistory(String sample) throws IOException {
        var update = update(StoredWords.NONE, sample);
        var again = said(Payloads.DECODER
                        .decode(bytes(update.entries().getFirst().detail().json()))
                        .getFirst())
                .contacts()
                .getFirst();

        assertThat(again.facts()).isEqualTo(update.facts());
        assertThat(again.entries().getFirst().id())
                .isEqualTo(update.entries().getFirst().id());
    }

    @ParameterizedTest
    @EnumSource(StoredWords.class)
    void storesNoOtherWordsThanTheOperatorWants(StoredWords words) throws IOException {
        var stored = update(words, "voice-segments.json").utterances().stream()
                .map(utterance -> utterance.stored().words())
                .toList();

        assertThat(stored.stream().allMatch(Objects::isNull)).isEqualTo(words != StoredWords.ALL);
    }

    @Test
    void hasNoHistoryOfWhatIsOnlySaid() {
        var update = Payloads.about(event("SEGMENTS", ",'Segments':[{'Transcript':{'Id':'s1','Content':'Yes'}}]"));

        assertThat(update.entries()).isEmpty();
        assertThat(update.utterances()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "7",
                "null",
                "[null,7,'x',{},{'Transcript':7},{'Categories':{'MatchedCategories':[7,{}]}}]"
            })
    void takesStrangeSegmentsAsTheyAre(String segments) {
        assertThat(said(event("SEGMENTS", ",'Segments':" + segments)).kind()).isEqualTo("contact-lens");
    }

    @Test
    void cannotReadAnEventWithoutAContactAndKeepsItsWordsOutOfTheDeadLetters() {
        var event = event("SEGMENTS", ",'Segments':[{'Transcript':{'Id':'s1','Content':'My PIN is 4711'}}]")
                .replace("'$CONTACT'", "'the ID of the contact'");

        assertThat(malformed(event)).isEqualTo("Contact Lens event without a valid ContactId");
        var letter = (Decoded.Malformed) Payloads.decoded(event).getFirst();
        assertThat(new String(letter.payload(), StandardCharsets.UTF_8))
                .contains("s1")
                .doesNotContain("4711");
    }

    @Test
    void readsARuleThatNamesAContact() throws IOException {
        var update = update(StoredWords.REDACTED, "rule-realtime.json");

        assertThat(update.facts().insights().rules().byKey()).containsOnlyKeys("Wants to cancel");
        assertThat(update.entries().getFirst().at()).isEqualTo("2026-11-20T02:12:09Z");
        assertThat(update.facts().live().instanceArn()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contact Lens Post Call Rules Matched",
                "Contact Lens Email Rules Matched",
                "Metrics Rules Matched",
                "Rule for Contact Lens Post Call Matched",
                "Rule for Contact Lens Realtime Matched"
            })
    void concernsNoContactWhereARuleNamesNone(String type) throws IOException {
        var sample = sample("rule-realtime.json").replace("Contact Lens Realtime Rules Matched", type);

        assertThat(said(sample).kind()).isEqualTo("contact-lens-rule");
        assertThat(Payloads.decoded(sample.replace("contactArn", "otherArn")))
                .isEqualTo(List.of(new Decoded.Ignored("rule-of-no-contact")));
    }
}
