package io.contactstatus.web;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was asked for, page size and cursor excepted: a cursor continues this and nothing else.
///
/// @param parts the path first, then every filter, each at its own place; an absent one is empty
record Query(List<String> parts) {

    Query {
        parts = List.copyOf(parts);
    }

    static Query of(@Nullable Object... parts) {
        return new Query(
                Arrays.stream(parts).map(part -> Objects.toString(part, "")).toList());
    }
}
