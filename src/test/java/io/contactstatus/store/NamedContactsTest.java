package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class NamedContactsTest {

    private final ContactId one = new ContactId(UUID.randomUUID().toString());
    private final ContactId other = new ContactId(UUID.randomUUID().toString());

    @Test
    void findsAllThatARecordNames() {
        var record = "{\"contactId\":\"%s\",\"contactArn\":\"arn/contact/%s\",\"eventType\":"
                .formatted(one.value(), other.value());

        assertThat(NamedContacts.in(bytes(record))).containsExactly(one, other);
        assertThat(NamedContacts.in(bytes("電話 no id"))).isEmpty();
        assertThat(NamedContacts.in(new byte[0])).isEmpty();
    }

    @Test
    void findsThemWhereverTheyAreInALongOne() {
        for (var before = 65_536 - 40; before <= 65_536 + 4; before++) {
            var record = " ".repeat(before) + one.value() + " ".repeat(70_000) + other.value();

            assertThat(NamedContacts.in(bytes(record))).as("after %d", before).containsExactly(one, other);
        }
    }

    @Test
    void findsThemInWhatIsCompressedAsFarAsItIsWhole() throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes(one.value()));
        }
        var whole = compressed.toByteArray();

        assertThat(NamedContacts.in(whole)).containsExactly(one);
        assertThat(NamedContacts.in(Arrays.copyOf(whole, whole.length - 8))).containsExactly(one);
        assertThat(NamedContacts.in(Arrays.copyOf(whole, 8))).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
