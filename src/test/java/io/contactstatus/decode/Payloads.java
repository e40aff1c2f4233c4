package io.contactstatus.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Payloads written for tests, and what they decode to.
final class Payloads {

    static final String CONTACT = "0a1b2c3d-1111-4222-8333-444455556666";
    static final String OTHER_CONTACT = "0a1b2c3d-9999-4222-8333-444455556666";
    static final String INSTANCE =
            "arn:aws:connect:ap-northeast-1:111122223333:instance/11112222-3333-4444-5555-666677778888";
    static final String QUEUE = INSTANCE + "/queue/aaaa1111-2222-4333-8444-555566667777";
    static final String AGENT = INSTANCE + "/agent/bbbb1111-2222-4333-8444-555566667777";
    static final String FLOW = INSTANCE + "/contact-flow/cccc1111-2222-4333-8444-555566667777";

    static final RecordDecoder DECODER = RecordDecoder.identifyingCustomersBy("customerNumber");

    private Payloads() {}

    /// JSON is written with single quotes here; `$names` stand for the constants above.
    static String json(String text) {
        return text.replace('\'', '"')
                .replace("$CONTACT", CONTACT)
                .replace("$OTHER", OTHER_CONTACT)
                .replace("$QUEUE", QUEUE)
                .replace("$AGENT", AGENT)
                .replace("$FLOW", FLOW)
                .replace("$INSTANCE", INSTANCE);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<Decoded> decoded(String text) {
        return DECODER.decode(bytes(json(text)));
    }

    static Decoded.Update said(String text) {
        var all = decoded(text);
        assertThat(all).hasSize(1);
        return said(all.getFirst());
    }

    static Decoded.Update said(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Update.class);
        return (Decoded.Update) decoded;
    }

    static Decoded.ContactUpdate about(String text) {
        var contacts = said(text).contacts();
        assertThat(contacts).hasSize(1);
        return contacts.getFirst();
    }

    static Contact contact(String text) {
        return about(text).facts();
    }

    static Snapshot snapshot(String text) {
        return contact(text).snapshot();
    }

    static HistoryEntry entry(String text) {
        var entries = about(text).entries();
        assertThat(entries).hasSize(1);
        return entries.getFirst();
    }

    static String malformed(String text) {
        var all = decoded(text);
        assertThat(all).hasSize(1);
        return malformed(all.getFirst()).reason();
    }

    static Decoded.Malformed malformed(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
        return (Decoded.Malformed) decoded;
    }

    static <T> T present(@Nullable T value) {
        assertThat(value).isNotNull();
        return Objects.requireNonNull(value);
    }

    static byte[] gzip(byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
