package io.contactstatus.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What is live in one feed, its latest changes, and who subscribes to them.
///
/// One lock guards it all, so that a snapshot, a position and the place in a broadcast belong to the same moment.
/// Nothing is written, rendered or read from the store under it.
final class LiveState<T> {

    private final FeedSource<T> source;
    private final int queue;
    private final int replay;
    private final LiveMetrics metrics;
    private final LiveItems<T> items;
    private final ChangeLog<T> log;
    private final Map<Audience<T>, Broadcast<T>> broadcasts = new HashMap<>();
    private final CountDownLatch loaded = new CountDownLatch(1);
    private @Nullable LiveSnapshot<T> snapshot;
    private int subscribers;
    private volatile FeedPosition broadcastUpTo;

    /// @param queue how many messages may wait for a subscriber
    /// @param replay how many changes are kept for those that reconnect
    LiveState(FeedSource<T> source, int queue, int replay, LiveMetrics metrics) {
        this.source = source;
        this.queue = queue;
        this.replay = replay;
        this.metrics = metrics;
        items = new LiveItems<>(source);
        log = new ChangeLog<>(replay);
        broadcastUpTo = log.position();
    }

    /// @return whether it was newer than what is known
    synchronized boolean apply(T item) {
        var id = source.id(item);
        var known = items.find(id);
        if (known != null && !source.isNews(known, item)) {
            return false;
        }
        snapshot = null;
        items.put(id, item);
        if (isLoaded()) {
            broadcast(known, item);
        }
        return true;
    }

    /// The store does not have it any more.
    ///
    /// @param last as it was known when the store was asked
    synchronized void remove(T last) {
        var id = source.id(last);
        if (!last.equals(items.find(id))) {
            return;
        }
        snapshot = null;
        items.remove(id);
        if (source.isLive(last)) {
            source.gone(last)
                    .ifPresentOrElse(
                            gone -> {
                                items.putEnded(id, gone);
                                broadcast(last, gone);
                            },
                            this::restart);
        }
    }

    /// No event can say that an item is gone, so all streams end, and start with a snapshot when they come back.
    private void restart() {
        broadcasts.values().forEach(Broadcast::end);
        broadcasts.clear();
        log.restart();
        broadcastUpTo = log.position();
    }

    private void broadcast(@Nullable T before, T after) {
        var change = log.append(before, after);
        broadcasts.values().forEach(broadcast -> broadcast.send(change));
        // Last: everything up to this position is then waiting for each subscriber.
        broadcastUpTo = change.position();
    }

    /// All that is live was read once.
    void markLoaded() {
        loaded.countDown();
    }

    boolean isLoaded() {
        return loaded.getCount() == 0;
    }

    boolean awaitLoaded(long millis) {
        try {
            return loaded.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized LiveSnapshot<T> snapshot() {
        var made = snapshot;
        if (made == null) {
            made = new LiveSnapshot<>(log.position().toString(), items.inOrder());
            snapshot = made;
        }
        return made;
    }

    private synchronized LiveSnapshot<T> seal(BroadcastMessage<T> digest) {
        digest.seal();
        return snapshot();
    }

    /// Items of which more is expected, by their ids.
    synchronized Map<String, T> unsettled() {
        return items.unsettled();
    }

    /// Subscribes the calling thread, which is the one to be woken up.
    ///
    /// @param after the position up to which the subscriber knows everything
    synchronized Subscriber<T> subscribe(Audience<T> audience, @Nullable String after) {
        var broadcast = broadcasts.computeIfAbsent(
                audience, any -> new Broadcast<>(audience, this::seal, () -> metrics.untold(source.name())));
        var backlog = broadcast.isDigested() ? Backlog.<T>none() : backlog(after);
        var subscriber =
                new Subscriber<>(broadcast, backlog, after, queue, replay, () -> metrics.dropped(source.name()));
        broadcast.add(subscriber);
        subscribers++;
        return subscriber;
    }

    private Backlog<T> backlog(@Nullable String after) {
        return log.since(after)
                .map(missed -> new Backlog<>(null, missed))
                .orElseGet(() -> new Backlog<>(snapshot(), List.of()));
    }

    synchronized void unsubscribe(Subscriber<T> subscriber) {
        var broadcast = subscriber.broadcast();
        broadcast.remove(subscriber);
        subscribers--;
        if (broadcast.isEmpty()) {
            // There may be another one by now.
            broadcasts.remove(broadcast.audience(), broadcast);
        }
    }

    synchronized int subscribers() {
        return subscribers;
    }

    synchronized int size() {
        return items.size();
    }

    /// Everything up to here is waiting for the subscribers that want it.
    FeedPosition position() {
        return broadcastUpTo;
    }
}
