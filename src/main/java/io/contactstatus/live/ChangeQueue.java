package io.contactstatus.live;

import io.contactstatus.live.LiveThreads.Work;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The changes of one feed on their way to its subscribers and to the other instances, delivered one by one by
/// a single thread.
///
/// Offering never waits: when the queue is full the change is lost, and the state is compared with the store
/// instead. Knows its receivers only once it runs, because the store is one of its producers and the feed reads
/// the store.
final class ChangeQueue<T> {

    private static final Logger log = LoggerFactory.getLogger(ChangeQueue.class);

    private static final int CAPACITY = 10_000;

    private final BlockingQueue<Entry<T>> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicBoolean lost = new AtomicBoolean();
    private final LiveMetrics metrics;
    private final String name;
    private volatile boolean ending;

    ChangeQueue(String name, LiveMetrics metrics) {
        this.name = name;
        this.metrics = metrics;
    }

    /// @param item made by the delivering thread; null to wake it up
    /// @param local whether this instance has stored it
    private record Entry<T>(@Nullable Supplier<T> item, boolean local) {}

    /// Where changes go.
    ///
    /// @param publish sends one to the other instances by the bus
    record Receivers<T>(LiveFeed<T> feed, StateRefresher<T> refresher, Bus bus, Consumer<T> publish) {}

    /// Stored by this instance.
    void offerLocal(Supplier<T> item) {
        offer(new Entry<>(item, true));
    }

    /// Stored by another instance, which has published it.
    void offerRemote(T item) {
        offer(new Entry<>(() -> item, false));
    }

    private void offer(Entry<T> entry) {
        if (!queue.offer(entry)) {
            lost.set(true);
            metrics.lost(name);
        }
    }

    /// A platform thread: thousands of virtual ones may want to run at the same time, and all of them wait for
    /// this one.
    Work work(Receivers<T> receivers) {
        return new Work("live-" + name, true, () -> run(receivers), this::end);
    }

    private void run(Receivers<T> receivers) throws InterruptedException {
        ending = false;
        while (!ending || !queue.isEmpty()) {
            var entry = queue.take();
            if (lost.getAndSet(false)) {
                receivers.refresher().requestRefresh();
                receivers.bus().publishGap();
            }
            var item = entry.item();
            if (item != null) {
                deliver(item, entry.local(), receivers);
            }
        }
    }

    private void deliver(Supplier<T> made, boolean local, Receivers<T> receivers) {
        var state = receivers.feed().state();
        var publishes = local && receivers.bus().isEnabled();
        if (state == null && !publishes) {
            return;
        }
        try {
            var item = made.get();
            if (state != null && state.apply(item)) {
                metrics.changed(name, 1);
            }
            if (publishes) {
                receivers.publish().accept(item);
            }
        } catch (RuntimeException failure) {
            // Its message may quote the change.
            log.error(
                    "a change of {} is not delivered: {}",
                    name,
                    failure.getClass().getName());
        }
    }

    /// Wakes the thread up; when the queue is full it is awake.
    private void end() {
        ending = true;
        queue.offer(new Entry<>(null, true));
    }
}
