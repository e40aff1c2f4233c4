package io.contactstatus.queues;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A queue as it is now, and what it did since midnight.
@Schema(name = "LiveQueue")
public record LiveQueueView(
        String id,
        @Nullable String arn,
        @Nullable String name,
        @Nullable String instanceId,
        QueueNow now,
        FiguresView today) {

    /// With nothing in it.
    LiveQueueView emptied() {
        return new LiveQueueView(id, arn, name, instanceId, QueueNow.of(List.of(), null), today);
    }
}
