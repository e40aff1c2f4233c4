package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of one history as compressed lines of JSON, in the order of their keys. Attributes that are no texts say
/// so in their name: `Told_At:N` is a number, `Facts:B` has bytes in Base64. Flags are JSON's own. The contact and the
/// expiry are left out. The first line is none of the history: it says in which day the contact's line for analysts is.
final class ArchivedLines {

    private static final String NUMBER = ":N";
    private static final String BYTES = ":B";

    private static final AttributeConverterProvider CONVERTERS = AttributeConverterProvider.defaultProvider();

    /// What the table forgets, the archive has.
    private static final AttributeValue NEVER = AttributeValue.fromN("253402300799");

    private ArchivedLines() {}

    /// Writes items, one after the other.
    static final class Writer implements Closeable {

        private final BufferedWriter out;

        Writer(OutputStream compressed, LocalDate day) throws IOException {
            out = new BufferedWriter(
                    new OutputStreamWriter(new GZIPOutputStream(compressed, 16 * 1024), StandardCharsets.UTF_8));
            write(Map.of(Tables.ARCHIVED_DAY, Attributes.number(day.toEpochDay())));
        }

        void write(Map<String, AttributeValue> item) throws IOException {
            out.write(written(item));
            out.write('\n');
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static String written(Map<String, AttributeValue> item) {
        var line = EnhancedDocument.builder().attributeConverterProviders(CONVERTERS);
        new TreeMap<>(item).forEach((name, value) -> {
            if (name.equals(Tables.CONTACT_ID) || name.equals(Tables.EXPIRY)) {
                return;
            }
            switch (value.type()) {
                case S -> line.putString(name, value.s());
                case N -> line.putString(name + NUMBER, value.n());
                case B ->
                    line.putString(
                            name + BYTES,
                            Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe()));
                case BOOL -> line.putBoolean(name, value.bool());
                case SS, NS, BS, M, L, NUL, UNKNOWN_TO_SDK_VERSION ->
                    throw new IllegalStateException("no history has a " + value.type());
            }
        });
        return line.build().toJson();
    }

    /// Reads them, as items of the table that do not expire.
    static final class Reader implements Iterator<Map<String, AttributeValue>>, Closeable {

        private final ContactId contact;
        private final BufferedReader in;
        private final @Nullable LocalDate day;
        private @Nullable Map<String, AttributeValue> next;

        Reader(ContactId contact, InputStream compressed) {
            this.contact = contact;
            try {
                in = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(compressed, 16 * 1024), StandardCharsets.UTF_8));
                var first = read();
                day = first == null || first.containsKey(Tables.ENTRY) ? null : day(first);
                next = day == null ? first : read();
            } catch (IOException broken) {
                throw closed(compressed, unavailable(broken));
            } catch (RuntimeException unreadable) {
                throw closed(compressed, unreadable);
            }
        }

        private static LocalDate day(Map<String, AttributeValue> first) {
            return LocalDate.ofEpochDay(Attributes.number(first, Tables.ARCHIVED_DAY));
        }

        /// Null where it was written by an older version.
        @Nullable
        LocalDate day() {
            return day;
        }

        /// One that cannot be made is closed by no one else.
        private static RuntimeException closed(InputStream compressed, RuntimeException failed) {
            try {
                compressed.close();
            } catch (IOException broken) {
                failed.addSuppressed(broken);
            }
            return failed;
        }

        private void advance() {
            try {
                next = read();
            } catch (IOException broken) {
                throw unavailable(broken);
            }
        }

        private @Nullable Map<String, AttributeValue> read() throws IOException {
            var line = in.readLine();
            return line == null ? null : item(contact, line);
        }

        private static Map<String, AttributeValue> item(ContactId contact, String line) {
            var item = new HashMap<>(ContactItem.key(contact));
            item.put(Tables.EXPIRY, NEVER);
            EnhancedDocument.builder()
                    .attributeConverterProviders(CONVERTERS)
                    .json(line)
                    .build()
                    .toMap()
                    .forEach((name, value) -> {
                        if (name.endsWith(NUMBER)) {
                            item.put(bare(name), AttributeValue.fromN(value.s()));
                        } else if (name.endsWith(BYTES)) {
                            var bytes = Base64.getDecoder().decode(value.s());
                            item.put(bare(name), AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes)));
                        } else {
                            item.put(name, value);
                        }
                    });
            return item;
        }

        private static String bare(String name) {
            return name.substring(0, name.length() - NUMBER.length());
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Map<String, AttributeValue> next() {
            var item = next;
            if (item == null) {
                throw new NoSuchElementException();
            }
            advance();
            return item;
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException broken) {
                throw unavailable(broken);
            }
        }

        private static StoreUnavailable unavailable(IOException broken) {
            return new StoreUnavailable("an archived history cannot be read", broken);
        }
    }
}
