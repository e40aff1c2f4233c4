package io.contactstatus.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All subscribers with equal audiences: what is told is made once for them. Guarded by the [Present] it
/// belongs to, except for what makes texts.
final class Circle<T> {

    private static final Logger log = LoggerFactory.getLogger(Circle.class);

    /// However much there is to tell, making it takes no more than this share of a processor.
    private static final int RESTS_LONGER = 8;

    private final Audience<T> audience;
    private final String epoch;
    private final Function<Telling<T>, Picture<T>> sealing;
    private final @Nullable Digest<T> digest;
    private final List<Subscriber<T>> subscribers = new ArrayList<>();
    private Telling<T> last = Telling.beginning();
    /// What was told before the last one, which is not sealed yet.
    private Telling<T> beforeLast = last;

    private volatile long restsUntil = System.nanoTime();

    /// @param sealing gives the picture that a digest is of, and from then on lets it take in nothing more
    Circle(Audience<T> audience, String epoch, Function<Telling<T>, Picture<T>> sealing) {
        this.audience = audience;
        this.epoch = epoch;
        this.sealing = sealing;
        this.digest = digest(audience);
    }

    private static <T> @Nullable Digest<T> digest(Audience<T> audience) {
        if (audience instanceof CarefulAudience<T> careful) {
            return digest(careful.audience());
        }
        return audience instanceof DigestAudience<T> together ? together.digest() : null;
    }

    boolean isDigested() {
        return digest != null;
    }

    Digest<T> digest() {
        return Objects.requireNonNull(digest);
    }

    /// After what a new one begins to read. Where digests are told it is one that has everything in it.
    Telling<T> beginning() {
        if (digest == null) {
            return last;
        }
        openDigest();
        last.wantWhole();
        return beforeLast;
    }

    private boolean openDigest() {
        if (last.isOpen()) {
            return false;
        }
        beforeLast = last;
        last = last.followedByDigest();
        return true;
    }

    void join(Subscriber<T> subscriber) {
        subscribers.add(subscriber);
    }

    void leave(Subscriber<T> subscriber) {
        subscribers.remove(subscriber);
    }

    boolean isEmpty() {
        return subscribers.isEmpty();
    }

    Audience<T> audience() {
        return audience;
    }

    void tell(Change<T> change) {
        if (!wants(change)) {
            return;
        }
        if (digest == null) {
            last = last.followedBy(change);
        } else if (!openDigest()) {
            return;
        }
        for (var subscriber : subscribers) {
            subscriber.told(last.count);
        }
    }

    /// All have to come again.
    void end() {
        subscribers.forEach(subscriber -> subscriber.end(Subscriber.Ending.OVER));
    }

    /// What cannot be judged is told: it may be what somebody waits for.
    boolean wants(Change<T> change) {
        try {
            return audience.wants(change.before(), change.after());
        } catch (RuntimeException failure) {
            // Its message may quote what has changed.
            log.error(
                    "{} cannot tell what it wants: {}",
                    audience.getClass().getSimpleName(),
                    failure.getClass().getName());
            return true;
        }
    }

    byte[] text(Change<T> change) {
        return EventText.of(
                audience.changed(change.before(), change.after()), new Position(epoch, change.number()).toString());
    }

    List<ServerEvent> afresh(Picture<T> picture) {
        return audience.afresh(picture);
    }

    /// For so many nanoseconds no digest is made.
    long rest() {
        return restsUntil - System.nanoTime();
    }

    /// Called for one telling after the other: the next one is made by who has read this one.
    Picture<T> gather(Telling<T> telling) {
        var began = System.nanoTime();
        var picture = sealing.apply(telling);
        digest().take(picture);
        var took = System.nanoTime() - began;
        restsUntil = System.nanoTime() + Math.max(digest().pace().toNanos(), RESTS_LONGER * took);
        return picture;
    }
}
