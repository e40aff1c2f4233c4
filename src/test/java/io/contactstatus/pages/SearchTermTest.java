package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTermTest {

    private static final String ID = "2b8f1c3e-5a4d-4c6b-9e7f-1a2b3c4d5e6f";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://status.example.com/ui/contacts/" + ID,
                "http://localhost:8080/ui/contacts/" + ID + "/customer?show=live",
                "https://status.example.com/contacts/" + ID + "/history#top",
                "https://example.my.connect.aws/contact-trace-records/details/" + ID,
                "  " + ID + "  "
            })
    void anIdIsReadOutOfWhateverWasPasted(String pasted) {
        assertThat(SearchTerm.of(pasted).ids()).containsExactly(new ContactId(ID));
    }

    @Test
    void anIdInCapitalsIsTriedInBothWays() {
        assertThat(SearchTerm.of("ABC-1").ids()).containsExactly(new ContactId("ABC-1"), new ContactId("abc-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ID,
                "\"2B8F1C3E-5A4D-4C6B-9E7F-1A2B3C4D5E6F\"",
                "https://status.example.com/ui/contacts/" + ID + "?back=99999999-5a4d-4c6b-9e7f-1a2b3c4d5e6f",
                "arn:aws:connect:eu-west-2:111122223333:instance/99999999-5a4d-4c6b-9e7f-1a2b3c4d5e6f/contact/" + ID,
                "Contact: " + ID + ", please"
            })
    void anIdAsAmazonConnectMakesThemIsSeenWhereverItStands(String pasted) {
        assertThat(SearchTerm.of(pasted).made()).hasValue(new ContactId(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2b8f1c3e-5a4d-4c6b-9e7f-1a2b3c4d5e6", ID + "0", "a" + ID, "12345", "+819012345678", ""})
    void whatIsNearlyOneIsNone(String pasted) {
        assertThat(SearchTerm.of(pasted).made()).isEmpty();
    }

    @Test
    void fullWidthLettersAndAnyDashBecomePlain() {
        assertThat(SearchTerm.of("０９０−１２３４－５６７８").text()).isEqualTo("090-1234-5678");
        assertThat(SearchTerm.of("０９０ー１２３４ー５６７８").text()).isEqualTo("090-1234-5678");
        assertThat(SearchTerm.of("＋８１　９０").text()).isEqualTo("+81 90");
    }

    @ParameterizedTest
    @CsvSource({
        "tel:+81-90-1234-5678, +81-90-1234-5678",
        "TEL:09012345678;phone-context=jp, 09012345678",
        "'\"+819012345678\"', +819012345678",
        "'\u300C090-1234-5678\u300D', 090-1234-5678",
        "'<tel:+819012345678>', +819012345678",
        "0081 90 1234 5678, +81 90 1234 5678",
        "(090) 1234-5678, (090) 1234-5678",
        "4711, 4711"
    })
    void aNumberIsReadAsItIsPasted(String pasted, String number) {
        assertThat(SearchTerm.of(pasted).identifiers()).first().isEqualTo(number);
    }

    @Test
    void whatIsNoIdIsNotLookedForAsOne() {
        assertThat(SearchTerm.of("090 1234 5678").isId()).isFalse();
        assertThat(SearchTerm.of("").isId()).isFalse();
        assertThat(SearchTerm.of("x".repeat(5000)).text()).hasSizeLessThan(600);
    }
}
