package io.contactstatus.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One who follows: how far they are, and why they have to go.
///
/// Its own thread takes and waits; others tell it that there is more, or that it is over. Being told never waits.
final class Subscriber<T> {

    /// What is taken at a time, so that what was dropped is noticed in between.
    private static final int MOST_TAKEN = 500;

    private final Circle<T> circle;
    private final int queue;
    private final int replay;
    private final Runnable dropped;
    private final Thread thread = Thread.currentThread();
    private final AtomicReference<@Nullable Telling<T>> read;
    private final AtomicReference<@Nullable Introduction<T>> introduction;
    private volatile boolean waiting;
    private volatile boolean level;
    private volatile @Nullable Ending ending;

    enum Ending {
        /// It has not read for so long that more is waiting for it than may.
        TOO_SLOW,
        /// The service ends, or the session of whoever reads.
        OVER
    }

    /// @param queue how much may wait for it
    /// @param replay how much may wait until it has got to know what there is
    /// @param dropped is told when it has to go for being too slow, which its own thread may find out late
    Subscriber(Circle<T> circle, Introduction<T> introduction, int queue, int replay, Runnable dropped) {
        this.circle = circle;
        this.queue = queue;
        this.replay = Math.max(queue, replay);
        this.dropped = dropped;
        this.introduction = new AtomicReference<>(introduction);
        read = new AtomicReference<>(circle.last());
    }

    /// What comes first; once only, so that it is not kept for as long as the stream lasts.
    Introduction<T> introduction() {
        return Objects.requireNonNull(introduction.getAndSet(null));
    }

    Circle<T> circle() {
        return circle;
    }

    /// There is more in the circle, so many all in all.
    void told(long count) {
        var at = read.get();
        if (at != null && count - at.count > (level ? queue : replay)) {
            end(Ending.TOO_SLOW);
            dropped.run();
        } else if (waiting) {
            LockSupport.unpark(thread);
        }
    }

    void end(Ending why) {
        if (ending == null) {
            ending = why;
            // What waits would be kept by the one who does not read it.
            read.set(null);
            LockSupport.unpark(thread);
        }
    }

    @Nullable
    Ending ending() {
        return ending;
    }

    /// What is waiting, or some of it; nothing for one that has to go.
    List<byte[]> take() {
        var texts = new ArrayList<byte[]>();
        var from = read.get();
        var to = from;
        while (to != null && texts.size() < MOST_TAKEN) {
            var next = to.next();
            if (next == null) {
                break;
            }
            texts.add(next.text(circle));
            to = next;
        }
        if (to == from || read.compareAndSet(from, to)) {
            return texts;
        }
        return List.of();
    }

    /// It has been told all there was. Waits for more, but not for longer than that.
    void await(long nanos) {
        level = true;
        waiting = true;
        if (nanos > 0 && !hasMore() && ending == null) {
            LockSupport.parkNanos(this, nanos);
        }
        waiting = false;
    }

    /// Waits, unless it has to go.
    void rest(long nanos) {
        if (nanos > 0 && ending == null) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    private boolean hasMore() {
        var at = read.get();
        return at != null && at.next() != null;
    }
}
