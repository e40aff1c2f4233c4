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
    /// What it knows, where it has to be told everything first; read by its own thread only.
    private final @Nullable String known;

    private boolean newcomer;
    private volatile boolean waiting;
    private volatile boolean level;
    private volatile @Nullable Ending ending;

    enum Ending {
        /// It has not read for so long that more is waiting for it than may.
        TOO_SLOW,
        /// The service ends, or the session of whoever reads.
        OVER
    }

    /// @param known the position of what it knows already
    /// @param queue how much may wait for it
    /// @param replay how much may wait until it has got to know what there is
    /// @param dropped is told when it has to go for being too slow, which its own thread may find out late
    Subscriber(
            Circle<T> circle,
            Introduction<T> introduction,
            @Nullable String known,
            int queue,
            int replay,
            Runnable dropped) {
        this.circle = circle;
        this.queue = queue;
        this.replay = Math.max(queue, replay);
        this.dropped = dropped;
        this.introduction = new AtomicReference<>(introduction);
        this.known = known;
        this.newcomer = circle.isDigested();
        read = new AtomicReference<>(circle.beginning());
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
            if (next == null || next.due(circle) > 0) {
                break;
            }
            texts.add(newcomer ? next.whole(circle, known) : next.text(circle));
            newcomer = false;
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
        var due = due();
        if (nanos > 0 && due > 0 && ending == null) {
            LockSupport.parkNanos(this, Math.min(nanos, due));
        }
        waiting = false;
    }

    /// Waits, unless it has to go.
    void rest(long nanos) {
        if (nanos > 0 && ending == null) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /// Something is waiting that may not be read yet.
    boolean isBehind() {
        var at = read.get();
        return at != null && at.next() != null;
    }

    /// How long until there is something to read, as far as is known.
    private long due() {
        var at = read.get();
        var next = at == null ? null : at.next();
        return next == null ? Long.MAX_VALUE : next.due(circle);
    }
}
