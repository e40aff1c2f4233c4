package io.contactstatus.pages.streaming;

import io.contactstatus.instances.InstanceReports;
import io.contactstatus.pages.streaming.StreamingController.Answering;
import io.contactstatus.pages.streaming.StreamingController.JobRow;
import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What the streaming page reads from the store: one entry, shared by all viewers, so that ten cost no more
/// reads than one. A failure is cached like an answer. The report of this instance is never cached, as it costs
/// no read.
@Component
class StreamingStatusCache {

    private static final Logger log = LoggerFactory.getLogger(StreamingStatusCache.class);

    /// The kinds under which long-running work is ordered.
    private static final List<String> JOBS = List.of("catch-up", "back-fill");

    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(5);

    private final InstanceReports reports;
    private final JobStore jobs;
    private final Clock clock;
    private final Duration period;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Entry entry;

    StreamingStatusCache(
            InstanceReports reports,
            JobStore jobs,
            Clock clock,
            @Value("${contact-status.live.refresh}") Duration refresh) {
        this.reports = reports;
        this.jobs = jobs;
        this.clock = clock;
        this.period = refresh.compareTo(LONGEST_PERIOD) < 0 ? refresh : LONGEST_PERIOD;
    }

    /// @param store how it answered
    record Shown(StreamingStatus status, List<JobRow> jobs, Answering store) {}

    /// @param others reports of all other instances; none where the store did not answer
    private record Entry(List<InstanceReport> others, List<JobRow> jobs, Answering store, long begun, long finished) {}

    /// How often the page polls.
    Duration period() {
        return period;
    }

    Shown current() {
        var last = entry();
        var known =
                Stream.concat(Stream.of(reports.own()), last.others().stream()).toList();
        return new Shown(
                StreamingStatus.of(known, reports.name(), InstanceReports.SILENCE, clock.instant()),
                last.jobs(),
                last.store());
    }

    private Entry entry() {
        var asked = System.nanoTime();
        var last = entry;
        if (last != null && isValid(last, asked)) {
            return last;
        }
        reading.lock();
        try {
            var meanwhile = entry;
            if (meanwhile != null && (isValid(meanwhile, asked) || meanwhile.finished() - asked > 0)) {
                return meanwhile;
            }
            var now = read(meanwhile);
            entry = now;
            return now;
        } finally {
            reading.unlock();
        }
    }

    /// Expires a little before the page polls again: otherwise a single viewer would find their own last entry.
    private boolean isValid(Entry last, long now) {
        return now - last.begun() < period.toNanos() / 10 * 9;
    }

    private Entry read(@Nullable Entry last) {
        var begun = System.nanoTime();
        try {
            var running = JOBS.stream()
                    .flatMap(kind -> jobs.running(kind).stream())
                    .map(JobRow::of)
                    .toList();
            var millis = Duration.ofNanos(System.nanoTime() - begun).toMillis() / JOBS.size();
            return readReports(running, millis, begun, last);
        } catch (StoreUnavailable away) {
            return unread(List.of(), 0, String.valueOf(away.getMessage()), begun);
        }
    }

    private Entry readReports(List<JobRow> running, long millis, long begun, @Nullable Entry last) {
        try {
            var others = reports.others();
            return new Entry(others, running, new Answering(millis, null), begun, System.nanoTime());
        } catch (RuntimeException failure) {
            // Also a missing permission for the reports alone: the page shows what it can.
            var name = failure.getClass().getSimpleName();
            if (last == null || last.store().trouble() == null) {
                log.warn("reports of other instances cannot be read: {}", name);
            }
            return unread(running, millis, name, begun);
        }
    }

    private static Entry unread(List<JobRow> running, long millis, String trouble, long begun) {
        return new Entry(List.of(), running, new Answering(millis, trouble), begun, System.nanoTime());
    }
}
