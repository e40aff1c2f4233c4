package io.contactstatus.decode;

import static io.contactstatus.decode.Payloads.contact;
import static io.contactstatus.decode.Payloads.entry;
import static io.contactstatus.decode.Payloads.malformed;
import static io.contactstatus.decode.Payloads.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactLensEventDecoderTest {

    private static String event(String type, String rest) {
        return "{'Version':'1.0.0','Channel':'VOICE','AccountId':'1','InstanceId':'i','ContactId':'$CONTACT',"
                + "'LanguageCode':'ja-JP','EventType':'" + type + "'" + rest + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTED", "COMPLETED", "FAILED", "SEGMENTS"})
    void isHistoryAndNothingElse(String type) {
        var event = event(type, "");

        assertThat(said(event).kind()).isEqualTo("contact-lens");
        assertThat(entry(event).type()).isEqualTo(type);
        assertThat(entry(event).at()).isEqualTo(Stamp.UNTIMED);
        assertThat(contact(event).heard().lastBySource()).containsOnlyKeys(Source.CONTACT_LENS);
        assertThat(contact(event).live().completed()).isNull();
        assertThat(contact(event).live().channel()).isNull();
    }

    @Test
    void keepsWhatWasSaidInTheDetailAndOutOfTheSummary() {
        var entry = entry(event("SEGMENTS", ",'Segments':[{'Transcript':{'Id':'s1','Content':'My name is Sato'}}]"));

        assertThat(entry.detail().json()).contains("My name is Sato");
        assertThat(entry.summary()).isEqualTo("Contact Lens heard something");
    }

    @Test
    void tellsTwoSegmentsApart() {
        assertThat(entry(event("SEGMENTS", ",'Segments':[{'Transcript':{'Id':'s1'}}]"))
                        .id())
                .isNotEqualTo(entry(event("SEGMENTS", ",'Segments':[{'Transcript':{'Id':'s2'}}]"))
                        .id());
    }

    @Test
    void cannotReadAnEventWithoutAContact() {
        assertThat(malformed(event("STARTED", "").replace("'$CONTACT'", "'the ID of the contact'")))
                .isEqualTo("Contact Lens event without a valid ContactId");
    }
}
