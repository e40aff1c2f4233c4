package io.contactstatus.pages.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpectedVersionsTest {

    @Test
    void theNewestVersionOfEachContactIsDemanded() {
        assertThat(ExpectedVersions.of(List.of("3 a", "17 b", "5 a")))
                .containsOnly(Map.entry(new ContactId("a"), 5L), Map.entry(new ContactId("b"), 17L));
    }

    @Test
    void whatMakesNoSenseDemandsNothing() {
        assertThat(ExpectedVersions.of(null)).isEmpty();
        assertThat(ExpectedVersions.of(List.of("", "5", " a", "-1 a", "9999999999999999999999 a", "x a", "5 a b")))
                .isEmpty();
    }

    @Test
    void nobodyDemandsMoreThanAChainHas() {
        assertThat(ExpectedVersions.of(
                        IntStream.range(0, 5000).mapToObj(i -> "1 c" + i).toList()))
                .hasSize(100);
    }
}
