package io.contactstatus.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CursorsTest {

    private static final CursorQuery QUERY = CursorQuery.of("/contacts", "Billing", null, true);

    private final Cursors cursors = new Cursors(new CursorProperties("0123456789abcdef0123456789abcdef"));

    @Test
    void leadBackToThePositionTheyWereMadeOf() {
        var cursor = cursors.sealed("3:1767648241000:äöü", QUERY);

        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(cursors.opened(cursor, QUERY)).isEqualTo("3:1767648241000:äöü");
        assertThat(cursors.sealed(null, QUERY)).isNull();
        assertThat(cursors.opened(null, QUERY)).isNull();
    }

    @Test
    void doNotTellTheirPosition() {
        var position = "2026-01-05T20:12:15.000Z#CONTACT_RECORD#8c7d";
        var cursor = Base64.getUrlDecoder().decode(cursors.sealed(position, QUERY));

        assertThat(new String(cursor, StandardCharsets.ISO_8859_1)).doesNotContain("2026", "RECORD", "8c7d");
    }

    @Test
    void areRefusedWhereAnyBitOfThemWasChanged() {
        var bytes = Base64.getUrlDecoder().decode(cursors.sealed("position", QUERY));
        for (var index = 0; index < bytes.length * 8; index++) {
            var changed = bytes.clone();
            changed[index / 8] ^= (byte) (1 << (index % 8));
            assertRefused(Base64.getUrlEncoder().withoutPadding().encodeToString(changed), QUERY);
        }
    }

    @Test
    void areRefusedByEveryOtherQuery() {
        var cursor = cursors.sealed("position", QUERY);

        assertRefused(cursor, CursorQuery.of("/customers", "Billing", null, true));
        assertRefused(cursor, CursorQuery.of("/contacts", "Billing", null, false));
        assertRefused(cursor, CursorQuery.of("/contacts", null, "Billing", true));
        assertRefused(cursor, CursorQuery.of("/contacts", "Billingtrue", null, null));
        assertRefused(cursors.sealed("position", CursorQuery.of("ab", "c")), CursorQuery.of("a", "bc"));
    }

    @Test
    void areRefusedByAnInstanceWithAnotherSecret() {
        var cursor = cursors.sealed("position", QUERY);

        assertThatExceptionOfType(InvalidCursorException.class)
                .isThrownBy(() -> new Cursors(new CursorProperties(null)).opened(cursor, QUERY));
    }

    private void assertRefused(@Nullable String cursor, CursorQuery query) {
        assertThatExceptionOfType(InvalidCursorException.class).isThrownBy(() -> cursors.opened(cursor, query));
    }
}
