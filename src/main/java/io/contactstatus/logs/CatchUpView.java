package io.contactstatus.logs;

import io.contactstatus.masking.Veil;
import io.contactstatus.store.Job;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A catch-up as it is shown.
///
/// @param filterPattern hidden from those who may not see personal data: it may look for a phone number
/// @param position everything before it is stored
/// @param reason why it failed, or what it waits for
record CatchUpView(
        String id,
        Job.State state,
        String logGroup,
        Instant from,
        Instant to,
        @Nullable String filterPattern,
        Instant position,
        long records,
        long requests,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt) {

    /// Some of them, the newest first.
    record CatchUpPage(List<CatchUpView> items, @Nullable String nextCursor) {}

    static CatchUpView of(Job job, Veil veil) {
        var range = CatchUp.range(job.request());
        var reached = CatchUp.reached(job.progress());
        return new CatchUpView(
                job.id(),
                job.state(),
                range.group(),
                range.from(),
                range.to(),
                veil.over(range.filterPattern()),
                reached.position(),
                reached.records(),
                reached.requests(),
                job.reason(),
                job.createdAt(),
                job.updatedAt());
    }
}
