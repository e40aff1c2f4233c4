package io.contactstatus.live;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    void run() throws InterruptedException {
        var rest = least();
        while (true) {
            var present = feed.awaitPresent();
            doubts.drainPermits();
            var compared = compared(present);
            // Nobody is told anything new by asking again soon where all is found by asking.
            Thread.sleep(compared || feed.subject().isHeardOf() ? rest : interval);
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
        var atHand = feed.subject().atHand();
        try {
            compare(present, atHand);
            comparedAt = Instant.now();
            return true;
        } catch (RuntimeException failure) {
            note(failure);
            if (!atHand.isEmpty()) {
                count(heard(present, atHand));
                present.load();
            }
            return false;
        }
    }

    private void note(RuntimeException failure) {
        var name = failure.getClass().getSimpleName();
        if (feed.trouble() == null) {
            log.warn(
                    "what is told of {} cannot be compared with the store: {}",
                    feed.subject().name(),
                    name);
        }
        feed.trouble(name);
        metrics.uncompared(feed.subject().name());
    }

    private void compare(Present<T> present, List<T> atHand) {
        var subject = feed.subject();
        var unseen = new HashMap<>(present.unsettled());
        atHand.forEach(item -> unseen.remove(subject.id(item)));
        var first = !present.isLoaded();
        var found = new int[1];
        subject.forEachLive(item -> {
            unseen.remove(subject.id(item));
            found[0] += present.heard(item) ? 1 : 0;
        });
        // Whoever is told now finds it mended.
        feed.trouble(null);
        found[0] += heard(present, atHand);
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
        if (!first) {
            count(found[0]);
        }
    }

    private int heard(Present<T> present, List<T> items) {
        return (int) items.stream().filter(present::heard).count();
    }

    private void count(int differences) {
        var subject = feed.subject();
        if (differences > 0 && subject.isHeardOf()) {
            metrics.mended(subject.name(), differences);
        } else if (differences > 0) {
            metrics.changed(subject.name(), differences);
        }
    }
}
