package io.contactstatus.view;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was asked for, page size and cursor excepted: a cursor continues this and nothing else.
///
/// @param parts the path first, then every filter, each at its own place; an absent one is empty
public record CursorQuery(List<String> parts) {

    public CursorQuery {
        parts = List.copyOf(parts);
    }

    public static CursorQuery of(@Nullable Object... parts) {
        return new CursorQuery(
                Arrays.stream(parts).map(part -> Objects.toString(part, "")).toList());
    }
}
