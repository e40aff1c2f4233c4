package io.contactstatus.backfill;

import io.contactstatus.store.Job;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A back-fill as it is shown.
///
/// @param position the last object that is stored wholly
/// @param currentKey the object that is being read
/// @param brokenObjects of which something could not be read; the dead letters say what
/// @param bytes as they lie in the bucket
/// @param records envelopes not opened
/// @param reason why it failed, or what it waits for
record BackFillView(
        String id,
        Job.State state,
        String bucket,
        String prefix,
        @Nullable String from,
        @Nullable String to,
        @Nullable String position,
        @Nullable String currentKey,
        long objects,
        long brokenObjects,
        long bytes,
        long records,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt) {

    /// Some of them, the newest first.
    record BackFillPage(List<BackFillView> items, @Nullable String nextCursor) {}

    static BackFillView of(Job job) {
        var wanted = BackFill.wanted(job.request());
        var reached = BackFill.reached(job.progress());
        var counts = reached.counts();
        return new BackFillView(
                job.id(),
                job.state(),
                wanted.bucket(),
                wanted.prefix(),
                wanted.from(),
                wanted.to(),
                reached.after(),
                reached.current(),
                counts.objects(),
                counts.broken(),
                counts.bytes(),
                counts.records(),
                job.reason(),
                job.createdAt(),
                job.updatedAt());
    }
}
