package io.contactstatus.backfill;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Files whose contacts are not stored yet. Each is looked at again in every round, until it has waited for long
/// enough.
///
/// Their names are in memory only, and there is room for some. The progress says since when files wait: an
/// instance that does not know all their names lists everything that was uploaded from then on once more.
final class AwaitedFiles {

    private final int room;
    private final Map<String, Instant> named = new HashMap<>();

    /// From when on all are looked at in this round; null where all names are known.
    private @Nullable Instant unnamed;

    /// The same of the next round.
    private @Nullable Instant unnamedNext;

    AwaitedFiles(int room) {
        this.room = room;
    }

    /// @param since when files wait, as the progress says
    /// @param resumed whether the round was begun by another one, who has not told the names of those it found
    void begin(@Nullable Instant since, boolean resumed) {
        var oldest = oldestNamed();
        var isOfOthers = since != null && (oldest == null || since.isBefore(oldest));
        unnamed = isOfOthers ? earlier(unnamedNext, since) : unnamedNext;
        unnamedNext = resumed ? unnamed : null;
    }

    boolean isNamed(String name) {
        return named.containsKey(name);
    }

    boolean mayInclude(Instant uploaded) {
        return unnamed != null && !uploaded.isBefore(unnamed);
    }

    void add(String name, Instant uploaded) {
        if (named.containsKey(name) || named.size() < room) {
            named.put(name, uploaded);
        } else {
            unnamedNext = earlier(unnamedNext, uploaded);
        }
    }

    void remove(String name) {
        named.remove(name);
    }

    /// Ends the round. What is not listed any more has not been found in it.
    ///
    /// @param whole whether all places were looked at
    /// @return how many have waited since before the limit, and wait no longer
    int end(boolean whole, Instant limit) {
        unnamedNext = whole ? unnamedNext : earlier(unnamedNext, unnamed);
        unnamed = null;
        var before = named.size();
        named.values().removeIf(uploaded -> uploaded.isBefore(limit));
        return before - named.size();
    }

    /// Since when files wait; null where none does.
    @Nullable
    Instant since() {
        return earlier(earlier(oldestNamed(), unnamed), unnamedNext);
    }

    int size() {
        return named.size();
    }

    /// Others go on with them.
    void clear() {
        named.clear();
        unnamed = null;
        unnamedNext = null;
    }

    private @Nullable Instant oldestNamed() {
        return named.isEmpty() ? null : Collections.min(named.values());
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
