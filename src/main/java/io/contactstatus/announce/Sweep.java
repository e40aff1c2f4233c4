package io.contactstatus.announce;

import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.Outbox;
import io.contactstatus.store.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for what should have been announced long ago: changes of processes that have died, or had no room for them.
///
/// Instances need not agree on who does it. Each goes through the parts of the outbox in another order and reads
/// each contact again just before, so they rarely announce the same twice.
final class Sweep {

    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private static final int AT_ONCE = 50;

    private final Outbox outbox;
    private final PendingQueue queue;
    private final BusPresence presence;
    private final BusCondition condition;
    private final AnnounceMetrics metrics;
    private final Duration after;
    private final Clock clock;
    private volatile @Nullable String trouble;

    Sweep(
            Outbox outbox,
            PendingQueue queue,
            BusPresence presence,
            BusCondition condition,
            AnnounceMetrics metrics,
            Duration after,
            Clock clock) {
        this.outbox = outbox;
        this.queue = queue;
        this.presence = presence;
        this.condition = condition;
        this.metrics = metrics;
        this.after = after;
        this.clock = clock;
    }

    /// Waits for room in the queue, so no more is read than can be announced.
    void once() throws InterruptedException {
        lookAtBus();
        try {
            var oldest = outbox.oldest();
            metrics.oldest(oldest.orElse(null));
            var until = clock.instant().minus(after);
            // As long as EventBridge takes nothing, what is in memory is enough to try with, if anything is.
            if (oldest.isPresent()
                    && !oldest.get().isAfter(until)
                    && (condition.failing() == null || queue.size() == 0)) {
                everything(until);
            }
            trouble = null;
        } catch (StoreUnavailable | ContactRefused failure) {
            failed(String.valueOf(failure.getMessage()));
        }
    }

    /// The table has not been searched, or not all of it.
    void failed(String reason) {
        if (!reason.equals(trouble)) {
            log.warn("what is left to announce was not looked for: {}", reason);
        }
        trouble = reason;
        metrics.oldestUnknown();
    }

    /// Why the table could not be searched when it was last tried to, or null.
    @Nullable
    String trouble() {
        return trouble;
    }

    /// So that a wrong bus is noticed before there is anything to announce.
    void lookAtBus() {
        var objection = presence.objection();
        if (objection == null) {
            condition.isThere();
        } else if (objection.equals(BusPresence.NO_SUCH_BUS)) {
            // Whatever else it is, announcing will meet it, and see it pass.
            condition.tookNothing(objection);
        }
    }

    private void everything(Instant until) throws InterruptedException {
        var buckets = new ArrayList<>(outbox.buckets());
        Collections.shuffle(buckets);
        for (var bucket : buckets) {
            String from = null;
            do {
                var page = outbox.waiting(bucket, until, AT_ONCE, from);
                for (var pending : page.items()) {
                    queue.put(pending);
                }
                from = page.next();
            } while (from != null);
        }
    }
}
