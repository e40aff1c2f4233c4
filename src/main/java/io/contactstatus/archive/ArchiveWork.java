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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Archives what is due, a job for each list of it. The lists are the progress: what is archived is off them.
final class ArchiveWork implements ContinuousWork {

    private static final Logger log = LoggerFactory.getLogger(ArchiveWork.class);

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /// Each round writes the lines of a day anew, in whole.
    private static final int MINUTES_OF_A_ROUND = 5;

    private static final int AT_ONCE = 250;

    private static final int MOST_AWAY = 5;

    /// Of one kind, the name of the job that tells how far behind all are.
    private static final String FIRST = "0";

    private final ArchiveStore store;
    private final DayLines lines;
    private final ArchiveMetrics metrics;

    ArchiveWork(ArchiveStore store, DayLines lines, ArchiveMetrics metrics) {
        this.store = store;
        this.lines = lines;
        this.metrics = metrics;
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
                    round(job.id());
                }
                if (watches) {
                    watch();
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
    /// cannot be archived keeps none of the others waiting; when it is several in a row, it is not for them.
    void round(String bucket) throws InterruptedException {
        @Nullable String position = null;
        var away = 0;
        do {
            var from = position;
            var page = StoreRetry.endless().untilDone(() -> store.due(bucket, AT_ONCE, from));
            var written = new ArrayList<Written>();
            for (var contact : page.items()) {
                away = isDone(() -> write(contact, written)) ? 0 : away + 1;
                if (away == MOST_AWAY) {
                    break;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            if (!isDone(() -> conclude(bucket, written)) || away == MOST_AWAY) {
                return;
            }
            position = page.next();
        } while (position != null);
    }

    private void write(ContactId contact, List<Written> written) {
        store.write(contact).ifPresentOrElse(written::add, () -> metrics.done(Archival.NOT_TO_BE));
    }

    private void conclude(String bucket, List<Written> written) {
        var days = lines.put(bucket, written.stream().map(Written::contact).toList());
        for (var one : written) {
            var day = Objects.requireNonNull(days.get(one.contact().contact().id()));
            isDone(() -> metrics.done(store.conclude(one, day)));
        }
    }

    private boolean isDone(Runnable step) {
        try {
            step.run();
            return true;
        } catch (StoreUnavailable away) {
            metrics.failed();
            log.warn("a contact is archived later: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            // Its message might quote what was read.
            metrics.failed();
            log.error("a contact cannot be archived: {}", unexpected.getClass().getName());
        }
        return false;
    }
}
