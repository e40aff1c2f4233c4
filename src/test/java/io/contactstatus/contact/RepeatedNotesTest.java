package io.contactstatus.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepeatedNotesTest {

    private static final Instant SAID = Instant.parse("2026-01-05T09:00:00Z");
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private static Contact noted(String value, Instant at) {
        return Facts.about(new ContactId("a"), Source.API)
                .attribute("tier", value, at)
                .toContact();
    }

    @Test
    void whatWasSaidAMomentAgoIsNoNewsAndLaterItIs() {
        var known = noted("gold", SAID);

        assertThat(known.hasNoted(noted("gold", SAID.plusSeconds(30)), WITHIN)).isTrue();
        assertThat(known.hasNoted(noted("gold", SAID.plusSeconds(31)), WITHIN)).isFalse();
        assertThat(known.hasNoted(noted("silver", SAID.plusSeconds(1)), WITHIN)).isFalse();
    }

    @Test
    void whatIsShownNoLongerIsNews() {
        var known = noted("gold", SAID).join(noted("silver", SAID.plusSeconds(1)));

        assertThat(known.hasNoted(noted("gold", SAID.plusSeconds(2)), WITHIN)).isFalse();
    }
}
