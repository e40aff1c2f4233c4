package io.contactstatus.jobs;

import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.problems.NotFound;
import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.Page;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Creates, finds and stops jobs of any kind.
@Component
public class JobService {

    /// Sort by the time of the order.
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private static final Pattern ID = Pattern.compile("\\d{8}T\\d{9}-[0-9a-f]{8}");

    private final JobStore store;
    private final Clock clock;
    private final Runnable ordered;

    JobService(JobStore store, Clock clock, ObjectProvider<JobRunner> runner) {
        this.store = store;
        this.clock = clock;
        ordered = () -> runner.ifAvailable(JobRunner::wake);
    }

    /// Any instance may do the job; this one looks for it at once.
    public Job order(String kind, Map<String, String> request, Map<String, String> progress) {
        var id = ID_TIME.format(clock.instant()) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        store.create(kind, id, request, progress);
        ordered.run();
        return find(kind, id);
    }

    /// @throws NotFound when there is none
    public Job find(String kind, String id) {
        return found(kind, id).orElseThrow(() -> NotFound.ofThisId("Nothing"));
    }

    /// @param cursor the id of the last one seen: it is no secret, so it needs no seal
    public Page<Job> newest(String kind, int limit, @Nullable String cursor) {
        if (cursor != null && !ID.matcher(cursor).matches()) {
            throw new InvalidParameter("cursor", "is not one that was given out here");
        }
        return store.newest(kind, limit, cursor);
    }

    /// Nothing happens to one that is over already.
    ///
    /// @throws NotFound when there is none
    public void stop(String kind, String id) {
        find(kind, id);
        store.stop(kind, id);
    }

    private Optional<Job> found(String kind, String id) {
        return ID.matcher(id).matches() ? store.find(kind, id) : Optional.empty();
    }
}
