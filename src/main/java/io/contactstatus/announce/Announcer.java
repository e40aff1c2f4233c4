package io.contactstatus.announce;

import io.contactstatus.announce.EventBus.Verdict;
import io.contactstatus.contact.ContactId;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.Outbox;
import io.contactstatus.store.Outbox.Pending;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.Unannounced;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Announces what is pending, a batch at a time, and takes the marks away.
///
/// ```
/// change stored ──▶ queue ──▶ EventBridge ──taken──▶ mark taken away
///   + mark   sweep ──▲  ▲────── failed ──┤
///                                        └─refused──▶ mark taken away, loudly
/// ```
/// The mark goes last: a death in between repeats the event.
final class Announcer {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    /// What was announced lately, so that a mark that comes back is not announced again: whoever wrote the contact
    /// meanwhile, from what it was before the mark was taken away, has written the mark with it.
    private static final int MOST_REMEMBERED = 10_000;

    private final PendingQueue queue;
    private final EventBus bus;
    private final Announcements announcements;
    private final Outbox outbox;
    private final BusCondition condition;
    private final AnnounceMetrics metrics;
    private final Map<ContactId, Unannounced> announcedLately = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ContactId, Unannounced> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    Announcer(
            PendingQueue queue,
            EventBus bus,
            Announcements announcements,
            Outbox outbox,
            BusCondition condition,
            AnnounceMetrics metrics) {
        this.queue = queue;
        this.bus = bus;
        this.announcements = announcements;
        this.outbox = outbox;
        this.condition = condition;
        this.metrics = metrics;
    }

    /// A contact that has been written, to be announced if there is anything to announce.
    void written(StoredContact contact) {
        var unannounced = contact.unannounced();
        if (unannounced != null && !queue.offer(new Pending(contact.contact().id(), unannounced, contact))) {
            metrics.deferred();
        }
    }

    /// How announcing some of what is pending went.
    enum Progress {
        ALL,
        SOME,
        NONE,
        /// There is nothing more, and there will not be.
        END
    }

    /// Waits for something to announce, and tries to.
    Progress announceSome() throws InterruptedException {
        var taken = queue.take(EventBus.MOST_ENTRIES);
        if (taken.isEmpty()) {
            return Progress.END;
        }
        var done = new ArrayList<Pending>();
        try {
            announce(taken, done);
            unmark(done);
        } finally {
            queue.finish(done, without(done, taken));
        }
        if (done.size() == taken.size()) {
            return Progress.ALL;
        }
        return done.isEmpty() ? Progress.NONE : Progress.SOME;
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
                done.add(pending);
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
                done.add(told.get(index));
            }
        }
        if (done.isEmpty()) {
            condition.tookNothing(verdicts.getFirst().code());
        }
    }

    /// What there is to say, or null when nothing can be said any more.
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
            return announcements.detail(contact, pending.unannounced());
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
                metrics.announced(pending.unannounced().since());
                remember(pending);
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
        synchronized (announcedLately) {
            if (!pending.unannounced().equals(announcedLately.get(pending.id()))) {
                return false;
            }
        }
        metrics.repeated();
        return true;
    }

    private void remember(Pending pending) {
        synchronized (announcedLately) {
            // Put at the end, as the newest.
            announcedLately.remove(pending.id());
            announcedLately.put(pending.id(), pending.unannounced());
        }
    }

    private void unmark(List<Pending> done) {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            done.forEach(pending -> all.execute(() -> unmark(pending)));
        }
    }

    /// What cannot be unmarked now is found by the sweep, and not announced again by those who remember.
    private void unmark(Pending pending) {
        try {
            outbox.announced(pending.id(), pending.unannounced());
        } catch (StoreUnavailable | ContactRefused failure) {
            log.debug("a mark stays: {}", failure.getMessage());
        }
    }
}
