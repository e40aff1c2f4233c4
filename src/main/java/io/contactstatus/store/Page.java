package io.contactstatus.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some of many, and where the rest begins.
///
/// @param next position to ask for the following ones with, opaque but not sealed: whoever shows it to the
///   outside has to guard it. Null when there are no more
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }
}
