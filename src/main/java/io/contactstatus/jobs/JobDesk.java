package io.contactstatus.jobs;

import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.Page;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/// Where jobs are ordered, asked after and cancelled, in the same way for every kind.
@Component
public class JobDesk {

    /// Sort by the time of the order.
    private static final DateTimeFormatter ID_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private static final Pattern ID = Pattern.compile("\\d{8}T\\d{9}-[0-9a-f]{8}");

    private final JobStore store;
    private final Clock clock;
    private final Runnable ordered;

    JobDesk(JobStore store, Clock clock, ObjectProvider<JobRunner> runner) {
        this.store = store;
        this.clock = clock;
        ordered = () -> runner.ifAvailable(JobRunner::wake);
    }

    /// Any instance may do it; this one looks at once.
    public Job order(String kind, Map<String, String> request, Map<String, String> progress) {
        var id = ID_TIME.format(clock.instant()) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        store.create(kind, id, request, progress);
        ordered.run();
        return find(kind, id);
    }

    /// @throws ErrorResponseException when there is none
    public Job find(String kind, String id) {
        return found(kind, id).orElseThrow(JobDesk::unknown);
    }

    /// @param cursor the id of the last one seen: it is no secret, so it needs no seal
    public Page<Job> newest(String kind, int limit, @Nullable String cursor) {
        if (cursor != null && !ID.matcher(cursor).matches()) {
            throw new InvalidField("cursor", "is not one that was given out here");
        }
        return store.newest(kind, limit, cursor);
    }

    /// Nothing happens to one that is over already.
    ///
    /// @throws ErrorResponseException when there is none
    public void stop(String kind, String id) {
        find(kind, id);
        store.stop(kind, id);
    }

    private Optional<Job> found(String kind, String id) {
        return ID.matcher(id).matches() ? store.find(kind, id) : Optional.empty();
    }

    private static ErrorResponseException unknown() {
        var problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "Nothing of this id is known, or not any more");
        problem.setTitle("There is nothing here");
        problem.setType(URI.create("urn:contact-status:problem:not-found"));
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }
}
