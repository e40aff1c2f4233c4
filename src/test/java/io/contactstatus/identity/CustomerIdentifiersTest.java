package io.contactstatus.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerIdentifiersTest {

    private final CustomerIdentifiers identifiers = CustomerIdentifiers.inRegion("JP");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "090-1234-5678",
                "+819012345678",
                " 819012345678",
                "819012345678",
                "+81 90 1234 5678",
                "09012345678",
                "(090) 1234-5678",
                "０９０－１２３４－５６７８",
                "+81 (0)90-1234-5678",
                "tel:+81-90-1234-5678",
                "\"+819012345678\"",
                "<tel:09012345678>",
                "0081 90 1234 5678",
                "00819012345678"
            })
    void bringsEveryWayOfWritingOneNumberToOneForm(String written) {
        assertThat(identifiers.normalised(written)).isEqualTo("+819012345678");
    }

    @ParameterizedTest
    @CsvSource({"+13155550124,+13155550124", " 13155550124,+13155550124", "+442079460123,+442079460123"})
    void knowsNumbersOfOtherCountriesByTheirCode(String written, String normal) {
        assertThat(identifiers.normalised(written)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C-4711",
                "12345",
                "customer 7",
                "00000000-0000-0000-0000-000000000000",
                "1-800-FLOWERS",
                "日本",
                "\"4711\"",
                "tel:12",
                "0047110"
            })
    void leavesOtherIdentifiersAsTheyAre(String identifier) {
        assertThat(identifiers.normalised(identifier)).isEqualTo(identifier);
    }

    @Test
    void takesMailAddressesForTheSameInAnyCase() {
        assertThat(identifiers.normalised(" Jane.Doe@Example.COM ")).isEqualTo("jane.doe@example.com");
    }

    @Test
    void isDoneAfterOneTime() {
        var once = identifiers.normalised("090-1234-5678");

        assertThat(identifiers.normalised(once)).isEqualTo(once);
    }

    /// Each sign of it once: as many looks as there are pairs of them would take minutes.
    @Test
    void aLongRunOfSpacesIsLookedThroughOnce() {
        var text = "a" + " ".repeat(200_000) + "b";

        assertThat(Pasted.of("“" + text + "” ,").text()).isEqualTo(text);
    }
}
