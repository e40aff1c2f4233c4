package io.contactstatus.announce;

import io.contactstatus.announce.EventBus.Verdict;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.Outbox;
import io.contactstatus.store.Outbox.Pending;
import io.contactstatus.store.OutboxMark;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.StoredContact;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Announces pending changes, a batch at a time, and takes their marks away.
///
/// ```
/// change stored ──▶ queue ──▶ EventBridge ──taken──▶ mark taken away
///   + mark   sweep ──▲  ▲────── failed ──┤
///                                        └─refused──▶ mark taken away, loudly
/// ```
/// The mark goes last: a death in between repeats the event.
final class Announcer {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final PendingQueue queue;
    private final EventBus bus;
    private final Announcements announcements;
    private final Outbox outbox;
    private final EventBusStatus condition;
    private final AnnounceMetrics metrics;
    private final RecentlyAnnounced recent = new RecentlyAnnounced();
    private final BiPredicate<StoredContact, OutboxMark> further;

    /// @param further what else is to be told of a change before its mark is taken away; false to be asked again
    Announcer(
            PendingQueue queue,
            EventBus bus,
            Announcements announcements,
            Outbox outbox,
            EventBusStatus condition,
            AnnounceMetrics metrics,
            BiPredicate<StoredContact, OutboxMark> further) {
        this.further = further;
        this.queue = queue;
        this.bus = bus;
        this.announcements = announcements;
        this.outbox = outbox;
        this.condition = condition;
        this.metrics = metrics;
    }

    /// A contact that has been written, to be announced if there is anything to announce.
    void written(StoredContact contact) {
        var outboxMark = contact.outboxMark();
        if (outboxMark != null && !queue.offer(new Pending(contact.contact().id(), outboxMark, contact))) {
            metrics.deferred();
        }
    }

    /// How announcing some of what is pending went.
    enum BatchResult {
        ALL,
        SOME,
        NONE,
        /// There is nothing more, and there will not be.
        END
    }

    /// Waits for something to announce, and tries to.
    BatchResult announceSome() throws InterruptedException {
        var taken = queue.take(EventBus.MOST_ENTRIES);
        if (taken.isEmpty()) {
            return BatchResult.END;
        }
        var done = new ArrayList<Pending>();
        try {
            announce(taken, done);
            unmark(done);
        } finally {
            queue.finish(done, without(done, taken));
        }
        if (done.size() == taken.size()) {
            return BatchResult.ALL;
        }
        return done.isEmpty() ? BatchResult.NONE : BatchResult.SOME;
    }

    private static List<Pending> without(List<Pending> done, List<Pending> taken) {
        var left = new ArrayList<>(taken);
        left.removeAll(done);
        return left;
    }

    private void announce(List<Pending> taken, List<Pending> done) {
        var told = new ArrayList<Pending>();
        var details = new ArrayList<String>();
        for (var pending : taken) {
            var detail = isAnnounced(pending) ? null : detail(pending);
            if (detail == null) {
                addWhenDone(pending, done);
            } else {
                told.add(pending);
                details.add(detail);
            }
        }
        var verdicts = bus.put(details);
        if (verdicts.stream().anyMatch(Verdict.Taken.class::isInstance)) {
            condition.took();
        }
        for (var index = 0; index < told.size(); index++) {
            if (isDone(told.get(index), verdicts.get(index))) {
                addWhenDone(told.get(index), done);
            }
        }
        if (done.isEmpty() && !verdicts.isEmpty() && verdicts.stream().noneMatch(Verdict.Taken.class::isInstance)) {
            condition.tookNothing(verdicts.getFirst().code());
        }
    }

    private void addWhenDone(Pending pending, List<Pending> done) {
        var contact = pending.contact();
        try {
            if (contact == null || further.test(contact, pending.outboxMark())) {
                done.add(pending);
            }
        } catch (StoreUnavailable away) {
            log.debug("the rest of a change is announced later: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            // It would be the same the next time, and those behind it would wait.
            log.error(
                    "the rest of a change of contact {} cannot be announced: {}",
                    pending.id().value(),
                    unexpected.getClass().getName());
            done.add(pending);
        }
    }

    /// Null when the change can never be announced.
    private @Nullable String detail(Pending pending) {
        var contact = pending.contact();
        if (contact == null) {
            log.error(
                    "a change of contact {} was not announced in time",
                    pending.id().value());
            metrics.expired();
            return null;
        }
        try {
            return announcements.detail(contact, pending.outboxMark());
        } catch (RuntimeException unexpected) {
            // It would be the same the next time.
            log.error(
                    "a change of contact {} cannot be announced: {}",
                    pending.id().value(),
                    unexpected.getClass().getName());
            metrics.refused();
            return null;
        }
    }

    private boolean isDone(Pending pending, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Taken taken -> {
                metrics.announced(pending.outboxMark().since());
                recent.add(pending);
                yield true;
            }
            case Verdict.Refused refused
            when condition.isProven() -> {
                log.error(
                        "EventBridge refuses a change of contact {} for ever: {}",
                        pending.id().value(),
                        refused.code());
                metrics.refused();
                yield true;
            }
            case Verdict.Refused refused -> failed();
            case Verdict.Failed failed -> failed();
        };
    }

    private boolean failed() {
        metrics.failed();
        return false;
    }

    private boolean isAnnounced(Pending pending) {
        if (!recent.contains(pending)) {
            return false;
        }
        metrics.repeated();
        return true;
    }

    private void unmark(List<Pending> done) {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            done.forEach(pending -> all.execute(() -> unmark(pending)));
        }
    }

    /// The sweep finds a mark that could not be taken away now; this process does not announce it again.
    private void unmark(Pending pending) {
        try {
            outbox.announced(pending.id(), pending.outboxMark());
        } catch (StoreUnavailable | ContactRefused failure) {
            log.debug("a mark stays: {}", failure.getMessage());
        }
    }
}
