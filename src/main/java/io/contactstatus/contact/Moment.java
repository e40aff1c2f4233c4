package io.contactstatus.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A point in a contact's life.
///
/// @param exact false where only the envelope's time was there: it has whole seconds and is rounded, so an
///   exact moment replaces it unless it is certainly another one
public record Moment(Instant at, boolean exact) implements Comparable<Moment> {

    /// How far from the truth a rounded time may be.
    static final Duration ROUNDING = Duration.ofSeconds(1);

    private static final Comparator<Moment> ORDER =
            Comparator.comparing(Moment::at).thenComparing(Moment::exact);

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
        var order = one.atLeast(direction).compareTo(other.atLeast(direction));
        if (order == 0) {
            return one.exact ? one : other;
        }
        return Integer.signum(order) == direction ? one : other;
    }

    /// Compared by what is certain, two moments keep their order whichever third one they meet before.
    private Instant atLeast(int direction) {
        return exact ? at : at.minus(ROUNDING.multipliedBy(direction));
    }

    /// Less than a second apart: one source cuts or rounds what the other tells in milliseconds.
    boolean isSameAs(Moment other) {
        return Duration.between(at, other.at).abs().compareTo(ROUNDING) < 0;
    }

    /// In the order of their times alone. What is *preferred* of two that may be one is another question.
    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }
}
