package io.contactstatus.view;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.dialect.Arns;
import io.contactstatus.names.LearntNames;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The queue a contact is or was in, and its visit there. The name may have been learnt from other records.
@Schema(name = "Queue")
public record QueueView(
        @Nullable String id,
        @Nullable String arn,
        @Nullable String name,
        @Nullable Instant enqueuedAt,
        @Nullable Instant firstEnqueuedAt,

        @Schema(
                description = "When the customer was first queued in the chain, with no agent, callback or dialled"
                        + " leg in between.")
        @Nullable
        Instant waitingSince,

        @Nullable Instant dequeuedAt,

        @Schema(description = "Of this visit, as far as its phases have ended; ringing is waiting too.") @Nullable
        Integer waitSeconds) {

    public static @Nullable QueueView of(Snapshot.@Nullable QueueInfo queue) {
        if (queue == null) {
            return null;
        }
        return new QueueView(
                Arns.lastPart(queue.arn()),
                queue.arn(),
                queue.name(),
                queue.enqueuedAt(),
                queue.firstEnqueuedAt(),
                queue.waitingSince(),
                queue.dequeuedAt(),
                queue.waitSeconds());
    }

    /// When it had the name that it is told with: as late as is sure, so that an older name never takes a later one's
    /// place.
    public @Nullable Instant calledThatAt() {
        return dequeuedAt == null ? enqueuedAt : dequeuedAt;
    }

    public QueueView named(LearntNames names) {
        var learnt = name == null ? names.ofQueue(arn) : null;
        return learnt == null
                ? this
                : new QueueView(id, arn, learnt, enqueuedAt, firstEnqueuedAt, waitingSince, dequeuedAt, waitSeconds);
    }
}
