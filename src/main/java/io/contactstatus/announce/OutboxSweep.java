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

/// Finds changes in the outbox that should have been announced long ago: their process has died, or had no room
/// in memory.
///
/// Every instance sweeps. Each goes through the buckets of the outbox in another order and reads each contact
/// again just before, so two instances rarely announce the same change.
final class OutboxSweep {

    private static final Logger log = LoggerFactory.getLogger(OutboxSweep.class);
    private static final int AT_ONCE = 50;

    private final Outbox outbox;
    private final PendingQueue queue;
    private final EventBusCheck presence;
    private final EventBusStatus condition;
    private final AnnounceMetrics metrics;
    private final Duration after;
    private final Clock clock;
    private volatile @Nullable String trouble;

    OutboxSweep(
            Outbox outbox,
            PendingQueue queue,
            EventBusCheck presence,
            EventBusStatus condition,
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
            // As long as EventBridge takes nothing, one change in memory is enough to try with.
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

    /// A missing bus is noticed here even while there is nothing to announce.
    void lookAtBus() {
        var objection = presence.objection();
        if (objection == null) {
            condition.isThere();
        } else if (objection.equals(EventBusCheck.NO_SUCH_BUS)) {
            // Any other trouble shows, and ends, when something is announced.
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
