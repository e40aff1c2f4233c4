package io.contactstatus.contact;

import org.jspecify.annotations.Nullable;

/// The [Latest] of what it is told.
final class Register<T extends Comparable<? super T>> {

    private @Nullable Latest<T> latest;

    void tell(T value, Stamp stamp) {
        latest = Latest.of(latest, new Latest<>(value, stamp));
    }

    /// Null when it was told nothing.
    @Nullable
    Latest<T> latest() {
        return latest;
    }
}
