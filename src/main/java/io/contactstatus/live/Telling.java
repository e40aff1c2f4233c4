package io.contactstatus.live;

import org.jspecify.annotations.Nullable;

/// A change as it is told to a circle, and the way to the following one. Whoever has read one lets go of it, and what
/// nobody holds any more is gone.
///
/// @param <T> of what
final class Telling<T> {

    /// Counts what is told in the circle.
    final long count;

    private final @Nullable Change<T> change;
    private volatile @Nullable Telling<T> next;
    private volatile byte @Nullable [] text;

    private Telling(long count, @Nullable Change<T> change) {
        this.count = count;
        this.change = change;
    }

    /// Says nothing itself.
    static <T> Telling<T> beginning() {
        return new Telling<>(0, null);
    }

    Telling<T> followedBy(Change<T> following) {
        var telling = new Telling<>(count + 1, following);
        next = telling;
        return telling;
    }

    @Nullable
    Telling<T> next() {
        return next;
    }

    /// Made by the first who needs it, and not by whoever hands out changes to all.
    byte[] text(Circle<T> circle) {
        var made = text;
        if (made != null) {
            return made;
        }
        synchronized (this) {
            made = text;
            if (made == null) {
                made = change == null ? new byte[0] : circle.text(change);
                text = made;
            }
            return made;
        }
    }
}
