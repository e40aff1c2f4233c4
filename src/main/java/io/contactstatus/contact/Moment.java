package io.contactstatus.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A point in a contact's life.
///
/// @param exact false where only the envelope's time was there: it has whole seconds and is rounded, so an
///   exact moment always replaces it
public record Moment(Instant at, boolean exact) {

    public static Moment exact(Instant at) {
        return new Moment(at, true);
    }

    public static Moment rounded(Instant at) {
        return new Moment(at, false);
    }

    static @Nullable Moment earliest(@Nullable Moment one, @Nullable Moment other) {
        return preferred(one, other, -1);
    }

    static @Nullable Moment latest(@Nullable Moment one, @Nullable Moment other) {
        return preferred(one, other, 1);
    }

    private static @Nullable Moment preferred(@Nullable Moment one, @Nullable Moment other, int direction) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.exact != other.exact) {
            return one.exact ? one : other;
        }
        return Integer.signum(one.at.compareTo(other.at)) == direction ? one : other;
    }
}
