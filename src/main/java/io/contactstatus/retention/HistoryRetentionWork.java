package io.contactstatus.retention;

import io.contactstatus.jobs.ContinuousWork;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.store.LiveHistories;
import io.contactstatus.store.StoreRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Goes through all live contacts again and again, and prolongs the histories that would expire before them.
///
/// The progress is when the last round began, and the position within it. Another instance continues a round
/// that this one leaves, and does not write a history twice.
final class HistoryRetentionWork implements ContinuousWork {

    private static final String ID = "live-contacts";
    private static final String BEGAN = "began";
    private static final String POSITION = "position";

    private static final int AT_ONCE = 100;

    /// The time is checked at least this often: a clock may be set, and a machine may sleep.
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private final LiveHistories histories;
    private final RetentionMetrics metrics;
    private final Clock clock;
    private final int atOnce;

    HistoryRetentionWork(LiveHistories histories, RetentionMetrics metrics, Clock clock) {
        this(histories, metrics, clock, AT_ONCE);
    }

    /// @param atOnce contacts that are looked at in one step, and again when an instance dies
    HistoryRetentionWork(LiveHistories histories, RetentionMetrics metrics, Clock clock, int atOnce) {
        this.histories = histories;
        this.metrics = metrics;
        this.clock = clock;
        this.atOnce = atOnce;
    }

    @Override
    public String kind() {
        return "history-retention";
    }

    @Override
    public Map<String, Map<String, String>> standing() {
        return Map.of(ID, Map.of());
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        try {
            var began = began(job);
            var position = job.progress().get(POSITION);
            while (true) {
                if (began == null || position == null) {
                    began = next(began);
                }
                round(job, began, position);
                position = null;
            }
        } finally {
            metrics.left();
        }
    }

    private static @Nullable Instant began(TakenJob job) {
        var began = job.progress().get(BEGAN);
        return began == null ? null : Instant.parse(began);
    }

    /// Waits for the time of the next round.
    private Instant next(@Nullable Instant last) throws InterruptedException {
        var now = clock.instant();
        while (last != null && now.isBefore(last.plus(histories.interval()))) {
            metrics.done(last);
            var left = Duration.between(now, last.plus(histories.interval()));
            Thread.sleep(left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP);
            now = clock.instant();
        }
        return now;
    }

    private void round(TakenJob job, Instant began, @Nullable String from) throws InterruptedException {
        // The next round may come late by half of that.
        var before = began.plus(histories.interval().multipliedBy(3).dividedBy(2));
        var position = from;
        do {
            var at = position;
            var step = StoreRetry.endless().untilDone(() -> histories.prolong(before, atOnce, at));
            metrics.looked(step);
            position = step.next();
            job.advance(progress(began, position));
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } while (position != null);
    }

    private static Map<String, String> progress(Instant began, @Nullable String position) {
        var progress = new HashMap<>(Map.of(BEGAN, began.toString()));
        if (position != null) {
            progress.put(POSITION, position);
        }
        return progress;
    }
}
