package io.contactstatus.store;

import static io.contactstatus.store.FieldText.ABSENT;
import static io.contactstatus.store.FieldText.END;
import static io.contactstatus.store.FieldText.ESCAPE;
import static io.contactstatus.store.FieldText.SAME;
import static io.contactstatus.store.FieldText.UUID_FOLLOWS;

import io.contactstatus.contact.BoundedSet;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Edition;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.LiveFacts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Note;
import io.contactstatus.contact.Registers;
import io.contactstatus.contact.Stamp;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads values in the order in which [FieldWriter] wrote them.
class FieldReader {

    private final String text;
    private int position;
    private int lastFlags;

    FieldReader(String text) {
        this.text = text;
    }

    LiveFacts.Tags tags() {
        return new LiveFacts.Tags(map(this::text, this::text));
    }

    Edition edition() {
        return new Edition(instant(), flag(), text());
    }

    Endpoint endpoint() {
        return new Endpoint(text(), text());
    }

    Note note() {
        return new Note(optional(this::text));
    }

    Moment moment() {
        return new Moment(instant(), flag());
    }

    @Nullable
    Moment unlessSame(@Nullable Moment other) {
        if (position < text.length() && text.charAt(position) == SAME) {
            position++;
            return other;
        }
        return optional(this::moment);
    }

    @Nullable
    String unlessSame(@Nullable Latest<String> other) {
        if (position < text.length() && text.charAt(position) == SAME && other != null) {
            position++;
            return other.value();
        }
        return optional(this::text);
    }

    <T extends Comparable<? super T>> BoundedSet<T> set(int most, Supplier<T> element) {
        var left = number();
        if (left == 0) {
            return BoundedSet.none(most);
        }
        var elements = new TreeSet<T>();
        for (; left > 0; left--) {
            elements.add(element.get());
        }
        return new BoundedSet<>(elements, most);
    }

    <T extends Comparable<? super T>> Registers<T> registers(Supplier<T> value) {
        var most = number();
        var byKey = new TreeMap<String, Latest<T>>();
        for (var left = number(); left > 0; left--) {
            var key = text();
            byKey.put(key, register(value));
        }
        return new Registers<>(byKey, most);
    }

    <T extends Comparable<? super T>> @Nullable Latest<T> latest(Supplier<T> value) {
        return optional(() -> register(value));
    }

    private <T extends Comparable<? super T>> Latest<T> register(Supplier<T> value) {
        return new Latest<>(value.get(), new Stamp(instant(), number(), FieldCodes.source(text())));
    }

    <K extends Comparable<? super K>, V> SortedMap<K, V> map(Supplier<K> key, Supplier<V> value) {
        var left = number();
        if (left == 0) {
            return Collections.emptySortedMap();
        }
        var map = new TreeMap<K, V>();
        for (; left > 0; left--) {
            map.put(key.get(), value.get());
        }
        return map;
    }

    <T> @Nullable T optional(Supplier<T> value) {
        if (position < text.length() && text.charAt(position) == ABSENT) {
            position++;
            return null;
        }
        return value.get();
    }

    Instant instant() {
        var start = position;
        return Instant.ofEpochMilli(Long.parseLong(text, start, passed(), Character.MAX_RADIX));
    }

    int number() {
        var start = position;
        return Integer.parseInt(text, start, passed(), 10);
    }

    boolean flag() {
        return text().equals("1");
    }

    /// Read once, then asked bit by bit.
    int flags() {
        lastFlags = number();
        return lastFlags;
    }

    int lastFlags() {
        return lastFlags;
    }

    static boolean isSet(int flags, int bit) {
        return (flags & 1 << bit) != 0;
    }

    ContactId id() {
        return new ContactId(text());
    }

    boolean hasMore() {
        return position < text.length();
    }

    String withUuid() {
        var raw = raw();
        var start = raw.indexOf(UUID_FOLLOWS);
        return start < 0
                ? unescaped(raw)
                : unescaped(raw.substring(0, start)) + PackedUuid.unpacked(raw.substring(start + 1));
    }

    String text() {
        return unescaped(raw());
    }

    private String raw() {
        var start = position;
        return text.substring(start, passed());
    }

    /// The end of the value that is read now; the next one is read after it.
    private int passed() {
        var end = text.indexOf(END, position);
        if (end < 0) {
            throw new IllegalArgumentException("a contact's text ends too early");
        }
        position = end + 1;
        return end;
    }

    private static String unescaped(String raw) {
        if (raw.indexOf(ESCAPE) < 0) {
            return raw;
        }
        var value = new StringBuilder(raw.length());
        for (var index = 0; index < raw.length(); index++) {
            var character = raw.charAt(index);
            value.append(character == ESCAPE ? (char) (raw.charAt(++index) - 0x20) : character);
        }
        return value.toString();
    }
}
