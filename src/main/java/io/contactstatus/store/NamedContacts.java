package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Which contacts a record may be about that cannot be read: every id in it, also of what is compressed. In little
/// memory, whatever the record is.
public final class NamedContacts {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final int LENGTH = 36;

    private static final int MOST = 10_000;

    /// Of what is compressed.
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final int CHUNK = 64 * 1024;

    private NamedContacts() {}

    public static Set<ContactId> in(byte[] payload) {
        var found = new LinkedHashSet<ContactId>();
        try (var inflated = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            read(inflated, found);
        } catch (IOException notCompressedOrDamaged) {
            // As far as it goes, then.
        }
        if (found.isEmpty()) {
            readAsItCame(payload, found);
        }
        return found;
    }

    private static void readAsItCame(byte[] payload, Set<ContactId> found) {
        try {
            read(new ByteArrayInputStream(payload), found);
        } catch (IOException never) {
            throw new IllegalStateException("memory cannot be read", never);
        }
    }

    private static void read(InputStream bytes, Set<ContactId> found) throws IOException {
        var chunk = new byte[CHUNK];
        var cut = "";
        var all = 0;
        // By what each call gives: what there is before the damage counts.
        for (var read = bytes.read(chunk); read >= 0; read = all < MOST_BYTES ? bytes.read(chunk) : -1) {
            all += read;
            var text = cut + new String(chunk, 0, read, StandardCharsets.ISO_8859_1);
            ID.matcher(text).results().limit(MOST - found.size()).forEach(id -> found.add(new ContactId(id.group())));
            cut = text.substring(Math.max(0, text.length() - LENGTH + 1));
        }
    }
}
