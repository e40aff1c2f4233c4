package io.contactstatus.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenMaskTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My number is 4",
                "four one",
                "five",
                "and then double two five",
                "my code is nine",
                "四一",
                "よん いち",
                "41"
            })
    void piecesOfANumberAreHiddenWhileTheyAreSaid(String words) {
        assertThat(SpokenMask.live(words))
                .contains(Veil.HIDDEN)
                .doesNotContainPattern("(?i)\\d|\\b(?:four|one|two|five|nine|double)\\b|[四一]|よん|いち");
    }

    @ParameterizedTest
    @CsvSource({"Could you wait one moment please", "Oh I see", "ご用件は何でしょうか", "明日 に 行きます"})
    void otherWordsCanBeRead(String words) {
        assertThat(SpokenMask.live(words)).isEqualTo(words);
    }
}
