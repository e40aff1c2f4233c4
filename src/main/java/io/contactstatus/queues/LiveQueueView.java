package io.contactstatus.queues;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A queue as it is now, and what it did since midnight.
@Schema(name = "Queue")
@JsonInclude(JsonInclude.Include.NON_NULL)
record LiveQueueView(
        String id,
        @Nullable String arn,
        @Nullable String name,
        @Nullable String instanceId,
        QueueNow now,
        FiguresView today) {}
