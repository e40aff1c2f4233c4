package io.contactstatus.logs;

import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/// Ids of events that were stored lately, so that overlapping readings do not write them again. Forgetting one
/// costs a few writes and nothing else, so the number is bounded, and nothing is kept beyond the process.
final class SeenEvents {

    private final int most;
    private final LinkedHashSet<String> ids = new LinkedHashSet<>();

    SeenEvents(int most) {
        this.most = most;
    }

    boolean contains(@Nullable String id) {
        return id != null && ids.contains(id);
    }

    /// The oldest makes room.
    void add(@Nullable String id) {
        if (id != null && most > 0) {
            ids.add(id);
            if (ids.size() > most) {
                ids.removeFirst();
            }
        }
    }
}
