package io.contactstatus.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a subscriber gets before the first live change.
///
/// @param snapshot everything, or null when the missed changes are enough
record Backlog<T>(@Nullable LiveSnapshot<T> snapshot, List<Change<T>> missed) {

    static <T> Backlog<T> none() {
        return new Backlog<>(null, List.of());
    }
}
