package io.contactstatus.live;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what is told the same as what is stored: reads it all at first, and compares again from time to time, and
/// whenever something may have been missed. What differs is told like any change.
final class Upkeep<T> {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    /// Between two comparisons, however much there is to doubt or to retry. Doubled while there are doubts again and
    /// again.
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final LiveFeed<T> feed;
    private final Duration interval;
    private final LiveMetrics metrics;
    private final Semaphore doubts = new Semaphore(0);
    private Set<String> missing = Set.of();
    private volatile @Nullable Instant comparedAt;
    private volatile @Nullable String trouble;

    Upkeep(LiveFeed<T> feed, Duration interval, LiveMetrics metrics) {
        this.feed = feed;
        this.interval = interval;
        this.metrics = metrics;
    }

    /// Something may have been missed.
    void doubt() {
        doubts.release();
    }

    @Nullable
    Instant comparedAt() {
        return comparedAt;
    }

    /// @return why the store could not be asked last time; null when it could
    @Nullable
    String trouble() {
        return trouble;
    }

    void run() throws InterruptedException {
        var rest = least();
        while (true) {
            var present = feed.awaitPresent();
            doubts.drainPermits();
            var compared = compared(present);
            Thread.sleep(rest);
            if (compared && doubts.tryAcquire(interval.minus(rest).toMillis(), TimeUnit.MILLISECONDS)) {
                rest = shorter(rest.multipliedBy(2), interval);
            } else {
                rest = least();
                if (compared) {
                    feed.forgetIfLonely();
                }
            }
        }
    }

    private Duration least() {
        return shorter(interval, LEAST);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// Whatever goes wrong, what is known is shown on.
    private boolean compared(Present<T> present) {
        try {
            compare(present);
            comparedAt = Instant.now();
            trouble = null;
            return true;
        } catch (RuntimeException failure) {
            var name = failure.getClass().getSimpleName();
            if (trouble == null) {
                log.warn(
                        "what is told of {} cannot be compared with the store: {}",
                        feed.subject().name(),
                        name);
            }
            trouble = name;
            metrics.uncompared(feed.subject().name());
            return false;
        }
    }

    private void compare(Present<T> present) {
        var subject = feed.subject();
        var unseen = new HashMap<>(present.unsettled());
        var first = !present.isLoaded();
        var found = new int[1];
        readAll(present, item -> {
            unseen.remove(subject.id(item));
            found[0] += present.heard(item) ? 1 : 0;
        });
        present.load();
        // The index may be behind, so what is not in it is asked for by itself.
        for (var item : subject.find(unseen.keySet())) {
            unseen.remove(subject.id(item));
            found[0] += present.heard(item) ? 1 : 0;
        }
        // So may be a read of the thing itself, just after it was written for the first time: ask twice.
        for (var id : first ? Set.<String>of() : missing) {
            var last = unseen.remove(id);
            if (last != null) {
                present.gone(last);
                found[0]++;
            }
        }
        missing = new HashSet<>(unseen.keySet());
        if (!first && found[0] > 0) {
            count(found[0]);
        }
    }

    private void readAll(Present<T> present, Consumer<T> user) {
        try {
            feed.subject().forEachLive(user);
        } catch (RuntimeException failure) {
            if (feed.subject().isShownInPart()) {
                present.load();
            }
            throw failure;
        }
    }

    private void count(int differences) {
        var subject = feed.subject();
        if (subject.isHeardOf()) {
            metrics.mended(subject.name(), differences);
        } else {
            metrics.changed(subject.name(), differences);
        }
    }
}
