package io.contactstatus.live;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was heard of and is not dealt with yet. Those who store things hand it over here and go on; knows no store, so
/// that the store can know it.
final class Hearing<T> {

    private static final int MOST_HEARD = 10_000;

    private final BlockingQueue<Heard<T>> heard = new LinkedBlockingQueue<>(MOST_HEARD);
    private final AtomicBoolean lost = new AtomicBoolean();
    private final LiveMetrics metrics;
    private final String name;
    private volatile boolean ending;

    Hearing(String name, LiveMetrics metrics) {
        this.name = name;
        this.metrics = metrics;
    }

    /// @param item made by whoever deals with it; null to wake them up
    /// @param here whether it was stored by this instance
    record Heard<T>(@Nullable Supplier<T> item, boolean here) {}

    void here(Supplier<T> item) {
        hear(new Heard<>(item, true));
    }

    void elsewhere(T item) {
        hear(new Heard<>(() -> item, false));
    }

    private void hear(Heard<T> something) {
        if (!heard.offer(something)) {
            lost.set(true);
            metrics.lost(name);
        }
    }

    /// Waits for something; null when it has ended and there is nothing left.
    @Nullable
    Heard<T> take() throws InterruptedException {
        while (!ending || !heard.isEmpty()) {
            var next = heard.take();
            if (next.item() != null) {
                return next;
            }
        }
        return null;
    }

    void begin() {
        ending = false;
    }

    /// Where there is no room there is somebody awake.
    void end() {
        ending = true;
        heard.offer(new Heard<>(null, true));
    }

    /// Whether there was no room for something since this was asked last.
    boolean hasLost() {
        return lost.getAndSet(false);
    }
}
