package io.contactstatus.queues;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "QueuePage")
record QueuePage(
        List<LiveQueueView> items,

        @Schema(description = "Absent on the last page.") @Nullable
        String nextCursor) {}
