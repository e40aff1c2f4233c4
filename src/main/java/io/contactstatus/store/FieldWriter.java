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
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Note;
import io.contactstatus.contact.Registers;
import java.time.Instant;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes values one after the other: names cost nothing, because the order is fixed.
class FieldWriter {

    private final StringBuilder text = new StringBuilder(512);

    void edition(Edition edition) {
        instant(edition.lastUpdate());
        flag(edition.redacted());
        text(edition.digest());
    }

    void endpoint(Endpoint endpoint) {
        text(endpoint.type());
        text(endpoint.address());
    }

    void note(Note note) {
        optional(note.text(), this::text);
    }

    void moment(@Nullable Moment moment) {
        optional(moment, value -> {
            instant(value.at());
            flag(value.exact());
        });
    }

    void unlessSame(@Nullable Moment moment, @Nullable Moment other) {
        if (moment != null && moment.equals(other)) {
            text.append(SAME);
        } else {
            moment(moment);
        }
    }

    void unlessSame(@Nullable String value, @Nullable Latest<String> other) {
        if (value != null && other != null && value.equals(other.value())) {
            text.append(SAME);
        } else {
            optional(value, this::text);
        }
    }

    <T extends Comparable<? super T>> void set(BoundedSet<T> set, Consumer<T> element) {
        number(set.elements().size());
        set.elements().forEach(element);
    }

    void flag(boolean value) {
        text(value ? "1" : "0");
    }

    /// Several as one number, the first one its lowest bit.
    void flags(boolean... values) {
        var bits = 0;
        for (var index = 0; index < values.length; index++) {
            bits |= values[index] ? 1 << index : 0;
        }
        number(bits);
    }

    <T extends Comparable<? super T>> void registers(Registers<T> registers, Consumer<T> value) {
        number(registers.most());
        map(registers.byKey(), this::text, latest -> latest(latest, value));
    }

    <T extends Comparable<? super T>> void latest(@Nullable Latest<T> latest, Consumer<T> value) {
        optional(latest, register -> {
            value.accept(register.value());
            instant(register.stamp().at());
            number(register.stamp().rank());
            text(FieldCodes.of(register.stamp().source()));
        });
    }

    <K, V> void map(SortedMap<K, V> map, Consumer<K> key, Consumer<V> value) {
        number(map.size());
        BiConsumer<K, V> both = (one, other) -> {
            key.accept(one);
            value.accept(other);
        };
        map.forEach(both);
    }

    <T> void optional(@Nullable T value, Consumer<T> write) {
        if (value == null) {
            text.append(ABSENT);
        } else {
            write.accept(value);
        }
    }

    void instant(Instant at) {
        text.append(FieldText.of(at));
    }

    void number(int number) {
        text.append(number).append(END);
    }

    void id(ContactId id) {
        text(id.value());
    }

    /// For what mostly ends with a UUID that no readable attribute has.
    void withUuid(String value) {
        var start = PackedUuid.startIn(value);
        escaped(value.substring(0, start));
        if (start < value.length()) {
            text.append(UUID_FOLLOWS).append(PackedUuid.packed(value.substring(start)));
        }
        text.append(END);
    }

    void text(String value) {
        escaped(value);
        text.append(END);
    }

    private void escaped(String value) {
        for (var index = 0; index < value.length(); index++) {
            var character = value.charAt(index);
            if (character >= ESCAPE && character <= END) {
                text.append(ESCAPE).append((char) (character + 0x20));
            } else {
                text.append(character);
            }
        }
    }

    String written() {
        return text.toString();
    }
}
