package io.contactstatus.live;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the state of a feed equal to the store: reads all of it at first, and compares again regularly and
/// whenever a change may have been lost. What differs is applied, and broadcast, like any change.
final class StateRefresher<T> {

    private static final Logger log = LoggerFactory.getLogger(StateRefresher.class);

    /// Between two comparisons, however many are requested or fail. Doubled while they are requested again and
    /// again.
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    private final LiveFeed<T> feed;
    private final Duration interval;
    private final LiveMetrics metrics;
    private final Semaphore requests = new Semaphore(0);
    private Set<String> missing = Set.of();
    private volatile @Nullable Instant comparedAt;

    StateRefresher(LiveFeed<T> feed, Duration interval, LiveMetrics metrics) {
        this.feed = feed;
        this.interval = interval;
        this.metrics = metrics;
    }

    /// A change may have been lost.
    void requestRefresh() {
        requests.release();
    }

    @Nullable
    Instant comparedAt() {
        return comparedAt;
    }

    void run() throws InterruptedException {
        var pause = leastPause();
        while (true) {
            var state = feed.awaitState();
            requests.drainPermits();
            var compared = compared(state);
            Thread.sleep(pause);
            if (compared && requests.tryAcquire(interval.minus(pause).toMillis(), TimeUnit.MILLISECONDS)) {
                pause = shorter(pause.multipliedBy(2), interval);
            } else {
                pause = leastPause();
                if (compared) {
                    feed.discardIfUnused();
                }
            }
        }
    }

    private Duration leastPause() {
        return shorter(interval, LEAST_PAUSE);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// When the store fails, the state stays as it is.
    private boolean compared(LiveState<T> state) {
        try {
            compare(state);
            comparedAt = Instant.now();
            return true;
        } catch (RuntimeException failure) {
            note(failure);
            return false;
        }
    }

    private void note(RuntimeException failure) {
        var feedName = feed.source().name();
        var name = failure.getClass().getSimpleName();
        if (feed.trouble() == null) {
            log.warn("the live state of {} cannot be compared with the store: {}", feedName, name);
        }
        feed.trouble(name);
        metrics.uncompared(feedName);
    }

    private void compare(LiveState<T> state) {
        var source = feed.source();
        var unseen = new HashMap<>(state.unsettled());
        var first = !state.isLoaded();
        var found = new int[1];
        source.forEachLive(item -> {
            unseen.remove(source.id(item));
            found[0] += state.apply(item) ? 1 : 0;
        });
        // Before subscribers are let in: those that come now find the trouble gone.
        feed.trouble(null);
        state.markLoaded();
        // The index may lag behind, so what it misses is read by id.
        for (var item : source.find(unseen.keySet())) {
            unseen.remove(source.id(item));
            found[0] += state.apply(item) ? 1 : 0;
        }
        // So may that read, just after an item was first written: only what is missing twice is gone.
        for (var id : first ? Set.<String>of() : missing) {
            var last = unseen.remove(id);
            if (last != null) {
                state.remove(last);
                found[0]++;
            }
        }
        missing = new HashSet<>(unseen.keySet());
        if (!first && found[0] > 0) {
            metrics.mended(source.name(), found[0]);
        }
    }
}
