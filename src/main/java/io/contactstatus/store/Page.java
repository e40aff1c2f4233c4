package io.contactstatus.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some of many, and where the rest begins.
///
/// @param next position to ask for the following ones with, opaque but not sealed: a cursor of the API
///   has to be sealed first. Null when there are no more
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }

    static <T> Page<T> empty() {
        return new Page<>(List.of(), null);
    }
}
