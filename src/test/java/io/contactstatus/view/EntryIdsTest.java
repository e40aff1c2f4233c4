package io.contactstatus.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.masking.Veil;
import org.junit.jupiter.api.Test;

class EntryIdsTest {

    private static final String ID = "8c7d0a1b2c3d4e5f60718293a4b5c6d7";

    private final EntryIds ids = new EntryIds(new CursorProperties("0123456789abcdef0123456789abcdef"));

    @Test
    void areAsTheyAreForThoseWhoMaySeeWhatTheyAreMadeOf() {
        assertThat(ids.shown(ID, Veil.LIFTED)).isEqualTo(ID);
    }

    @Test
    void areDigestsForOthersWhichAllInstancesWithTheSecretMakeAlike() {
        var another = new EntryIds(new CursorProperties("0123456789abcdef0123456789abcdef"));

        assertThat(ids.shown(ID, Veil.DRAWN))
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(ID)
                .isEqualTo(another.shown(ID, Veil.DRAWN))
                .isNotEqualTo(ids.shown("another", Veil.DRAWN));
    }

    @Test
    void cannotBeMadeWithoutTheSecret() {
        assertThat(new EntryIds(new CursorProperties(null)).shown(ID, Veil.DRAWN))
                .isNotEqualTo(new EntryIds(new CursorProperties(null)).shown(ID, Veil.DRAWN));
    }
}
