package io.contactstatus.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// How far one subscriber has read its broadcast, and why it has to go.
///
/// Its own thread takes and waits; other threads only notify it or end it, which never waits.
final class Subscriber<T> implements OpenStream {

    /// Taken at a time, so that the end is noticed in between.
    private static final int MAX_TAKEN = 500;

    private final Broadcast<T> broadcast;
    private final int queue;
    private final int queueAtFirst;
    private final Runnable dropped;
    private final Thread thread = Thread.currentThread();
    private final AtomicReference<@Nullable BroadcastMessage<T>> read;
    private final AtomicReference<@Nullable Backlog<T>> backlog;
    /// Read by its own thread only.
    private final @Nullable String known;

    private boolean needsWhole;
    private volatile boolean waiting;
    private volatile boolean upToDate;
    private volatile @Nullable Ending ending;

    enum Ending {
        /// More messages are waiting than may.
        TOO_SLOW,
        /// The service ends, or the HTTP session of the reader.
        OVER
    }

    /// @param known the position up to which it knows everything
    /// @param queue how many messages may wait for it
    /// @param replay how many may wait until it has read its backlog
    /// @param dropped is run at once when it is too slow; its own thread may find out much later
    Subscriber(
            Broadcast<T> broadcast,
            Backlog<T> backlog,
            @Nullable String known,
            int queue,
            int replay,
            Runnable dropped) {
        this.broadcast = broadcast;
        this.queue = queue;
        this.queueAtFirst = Math.max(queue, replay);
        this.dropped = dropped;
        this.backlog = new AtomicReference<>(backlog);
        this.known = known;
        this.needsWhole = broadcast.isDigested();
        read = new AtomicReference<>(broadcast.start());
    }

    /// Once only, so that it is not kept in memory for as long as the stream lasts.
    Backlog<T> takeBacklog() {
        return Objects.requireNonNull(backlog.getAndSet(null));
    }

    Broadcast<T> broadcast() {
        return broadcast;
    }

    /// There is a message of this count.
    void notifyOf(long count) {
        var at = read.get();
        if (at != null && count - at.count > (upToDate ? queue : queueAtFirst)) {
            end(Ending.TOO_SLOW);
            dropped.run();
        } else if (waiting) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void end() {
        end(Ending.OVER);
    }

    void end(Ending why) {
        if (ending == null) {
            ending = why;
            // A reader that is stuck would keep all that waits in memory.
            read.set(null);
            LockSupport.unpark(thread);
        }
    }

    @Nullable
    Ending ending() {
        return ending;
    }

    /// What is waiting, or some of it; nothing for one that has ended.
    List<byte[]> take() {
        var texts = new ArrayList<byte[]>();
        var from = read.get();
        var to = from;
        while (to != null && texts.size() < MAX_TAKEN) {
            var next = to.next();
            if (next == null || next.due(broadcast) > 0) {
                break;
            }
            texts.add(needsWhole ? next.whole(broadcast, known) : next.text(broadcast));
            needsWhole = false;
            to = next;
        }
        if (to == from || read.compareAndSet(from, to)) {
            return texts;
        }
        return List.of();
    }

    /// Called when nothing is left to take: waits for more, at most so long.
    void await(long nanos) {
        upToDate = true;
        waiting = true;
        var due = due();
        if (nanos > 0 && due > 0 && ending == null) {
            LockSupport.parkNanos(this, Math.min(nanos, due));
        }
        waiting = false;
    }

    /// Waits, unless it has ended.
    void pause(long nanos) {
        if (nanos > 0 && ending == null) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /// Whether a message is waiting, even one that is not due yet.
    boolean isBehind() {
        var at = read.get();
        return at != null && at.next() != null;
    }

    private long due() {
        var at = read.get();
        var next = at == null ? null : at.next();
        return next == null ? Long.MAX_VALUE : next.due(broadcast);
    }
}
