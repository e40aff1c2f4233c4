package io.contactstatus.archive;

import io.contactstatus.contact.ContactId;
import io.contactstatus.jobs.ContinuousWork;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.store.ArchiveStore;
import io.contactstatus.store.ArchiveStore.Archival;
import io.contactstatus.store.ArchiveStore.Written;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoreUnavailable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Archives what is due, a job for each list of it. The lists are the progress: what is archived is off them. One of
/// the jobs looks how far behind all are, and takes away what is kept no longer.
final class ArchiveWork implements ContinuousWork {

    private static final Logger log = LoggerFactory.getLogger(ArchiveWork.class);

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// Each round writes the lines of a day anew, in whole.
    private static final int MINUTES_OF_A_ROUND = 5;

    private static final int AT_ONCE = 250;

    /// Whole contacts are in memory until their lines are written.
    private static final long MOST_BYTES = 1024 * 1024;

    private static final int MOST_AWAY = 5;

    /// Of one kind, the name of the job that tells how far behind all are.
    private static final String FIRST = "0";

    private final ArchiveStore store;
    private final DayLines lines;
    private final ArchiveMetrics metrics;
    private final ExpiredObjects expired;

    ArchiveWork(ArchiveStore store, DayLines lines, ArchiveMetrics metrics, ExpiredObjects expired) {
        this.store = store;
        this.lines = lines;
        this.metrics = metrics;
        this.expired = expired;
    }

    private enum Outcome {
        DONE,
        /// Of this one alone.
        FAILED,
        /// DynamoDB or the archive is.
        AWAY
    }

    @Override
    public String kind() {
        return "archive";
    }

    @Override
    public Map<String, Map<String, String>> standing() {
        return store.buckets().stream().collect(Collectors.toMap(bucket -> bucket, bucket -> Map.of()));
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        var watches = job.id().equals(FIRST);
        try {
            for (var minute = 0; ; minute = (minute + 1) % MINUTES_OF_A_ROUND) {
                if (minute == 0) {
                    expired.deleteScratch();
                    round(job.id());
                }
                if (watches) {
                    watch();
                    expired.deleteOnceADay();
                }
                // Also finds out that another instance has it.
                job.advance(Map.of());
                Thread.sleep(PAUSE);
            }
        } finally {
            if (watches) {
                metrics.left();
            }
        }
    }

    /// An alarm waits for what it says.
    void watch() {
        metrics.oldest(StoreRetry.endless().untilDone(store::oldest).orElse(null));
        var age = Duration.ofMillis((long) (metrics.ageOfOldest() * 1000));
        if (age.compareTo(store.grace().dividedBy(2)) > 0) {
            log.error("the archive is behind: a contact is due for {}, and is deleted after the grace", age);
        }
    }

    /// All that is due of one list, in steps: histories, lines, and then the contacts, which are due until then. What
    /// cannot be archived keeps none of the others waiting; when several in a row cannot because something is away,
    /// it is not for them.
    void round(String bucket) throws InterruptedException {
        @Nullable String position = null;
        do {
            var from = position;
            var page = StoreRetry.endless().untilDone(() -> store.due(bucket, AT_ONCE, from));
            if (!isThere(bucket, page.items())) {
                return;
            }
            // An alarm that waits for the end of a backlog is none.
            if (bucket.equals(FIRST)) {
                watch();
            }
            position = page.next();
        } while (position != null);
    }

    /// False where something is away.
    private boolean isThere(String bucket, List<ContactId> due) throws InterruptedException {
        var written = new ArrayList<Written>();
        var away = 0;
        for (var contact : due) {
            away = attempted(() -> write(contact, written)) == Outcome.AWAY ? away + 1 : 0;
            if (away == MOST_AWAY) {
                break;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (written.stream().mapToLong(Written::size).sum() >= MOST_BYTES) {
                if (!isConcluded(bucket, written)) {
                    return false;
                }
                written.clear();
            }
        }
        return isConcluded(bucket, written) && away < MOST_AWAY;
    }

    private void write(ContactId contact, List<Written> written) {
        store.write(contact, lines::dayOf).ifPresentOrElse(written::add, () -> metrics.done(Archival.NOT_TO_BE));
    }

    /// False where something is away. What is not concluded stays due.
    private boolean isConcluded(String bucket, List<Written> written) {
        var days = new TreeMap<LocalDate, Map<Written, AnalysisLine>>();
        for (var one : written) {
            attempted(() -> days.computeIfAbsent(one.day(), any -> new LinkedHashMap<>())
                    .put(one, AnalysisLine.of(one.contact())));
        }
        for (var day : days.entrySet()) {
            var put = attempted(
                    () -> lines.put(day.getKey(), bucket, day.getValue().values()));
            if (put == Outcome.AWAY) {
                return false;
            }
            if (put == Outcome.DONE) {
                for (var one : day.getValue().keySet()) {
                    attempted(() -> metrics.done(store.conclude(one)));
                }
            }
        }
        return true;
    }

    private Outcome attempted(Runnable step) {
        try {
            step.run();
            return Outcome.DONE;
        } catch (StoreUnavailable away) {
            metrics.failed();
            log.warn("a contact is archived later: {}", away.getMessage());
            return Outcome.AWAY;
        } catch (RuntimeException unexpected) {
            // Its message might quote what was read.
            metrics.failed();
            log.error("a contact cannot be archived: {}", unexpected.getClass().getName());
            return Outcome.FAILED;
        }
    }
}
