package io.contactstatus.contact;

import java.util.TreeMap;

/// [Registers] while they are collected.
final class RegistersBuilder<T extends Comparable<? super T>> {

    private final TreeMap<String, Latest<T>> byKey = new TreeMap<>();
    private final Registers<T> none;

    /// @param none what they are when nothing is told, as most often
    RegistersBuilder(Registers<T> none) {
        this.none = none;
    }

    void tell(String key, T value, Stamp stamp) {
        byKey.merge(key, new Latest<>(value, stamp), Latest::laterOf);
    }

    Registers<T> build() {
        return byKey.isEmpty() ? none : new Registers<>(byKey, none.most());
    }
}
