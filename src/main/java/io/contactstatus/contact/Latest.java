package io.contactstatus.contact;

import org.jspecify.annotations.Nullable;

/// A value and the moment it became true: a register that the later writer wins.
public record Latest<T extends Comparable<? super T>>(T value, Stamp stamp) {

    /// The later of two. Equal stamps are settled by the value, so the answer never depends on which one we
    /// happened to read first.
    public static <T extends Comparable<? super T>> @Nullable Latest<T> of(
            @Nullable Latest<T> one, @Nullable Latest<T> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return laterOf(one, other);
    }

    static <T extends Comparable<? super T>> Latest<T> laterOf(Latest<T> one, Latest<T> other) {
        return one.isAfter(other) ? one : other;
    }

    private boolean isAfter(Latest<T> other) {
        var order = stamp.compareTo(other.stamp);
        return order != 0 ? order > 0 : value.compareTo(other.value) > 0;
    }
}
