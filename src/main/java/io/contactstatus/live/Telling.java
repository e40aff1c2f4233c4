package io.contactstatus.live;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A change as it is told to a circle, or a digest of all that change until it is read; and the way to the
/// following one. Whoever has read one lets go of it, and what nobody holds any more is gone.
///
/// @param <T> of what
final class Telling<T> {

    /// Counts what is told in the circle.
    final long count;

    private final @Nullable Change<T> change;
    private final boolean gathering;
    private volatile @Nullable Telling<T> next;
    private volatile @Nullable Text text;
    /// Guarded by the [Present], as the picture is: what changes after a digest was sealed is not in it.
    private boolean sealed;

    private boolean wholeWanted;
    /// A digest that was lost cannot be made again: what it would have told of is not known any more.
    private boolean lost;

    private Telling(long count, @Nullable Change<T> change, boolean gathering) {
        this.count = count;
        this.change = change;
        this.gathering = gathering;
    }

    /// @param whole of a digest, where somebody wants it
    /// @param position of a digest
    private record Text(
            byte[] news, byte @Nullable [] whole, @Nullable String position) {}

    /// Says nothing itself.
    static <T> Telling<T> beginning() {
        return new Telling<>(0, null, false);
    }

    Telling<T> followedBy(Change<T> following) {
        return followedBy(new Telling<>(count + 1, following, false));
    }

    Telling<T> followedByDigest() {
        return followedBy(new Telling<>(count + 1, null, true));
    }

    private Telling<T> followedBy(Telling<T> telling) {
        next = telling;
        return telling;
    }

    @Nullable
    Telling<T> next() {
        return next;
    }

    /// Whether it takes in what changes now.
    boolean isOpen() {
        return gathering && !sealed;
    }

    void seal() {
        sealed = true;
    }

    void wantWhole() {
        wholeWanted = true;
    }

    /// In nanoseconds; nothing is left when it may be read.
    long due(Circle<T> circle) {
        return gathering && text == null ? circle.rest() : 0;
    }

    /// Made by the first who needs it, and not by whoever hands out changes to all.
    byte[] text(Circle<T> circle) {
        return made(circle).news();
    }

    /// For who does not know what was before.
    ///
    /// @param known the position of what they know
    byte[] whole(Circle<T> circle, @Nullable String known) {
        var made = made(circle);
        return Objects.equals(known, made.position()) ? new byte[0] : Objects.requireNonNull(made.whole());
    }

    private Text made(Circle<T> circle) {
        var made = text;
        if (made != null) {
            return made;
        }
        synchronized (this) {
            made = text;
            if (made == null) {
                if (lost) {
                    throw new IllegalStateException("what has changed could not be told");
                }
                lost = gathering;
                made = make(circle);
                lost = false;
                text = made;
            }
            return made;
        }
    }

    private Text make(Circle<T> circle) {
        if (gathering) {
            var picture = circle.gather(this);
            var position = picture.position();
            return new Text(
                    EventText.of(circle.digest().different(), position),
                    wholeWanted ? EventText.of(circle.digest().whole(), position) : null,
                    position);
        }
        return new Text(change == null ? new byte[0] : circle.text(change), null, null);
    }
}
