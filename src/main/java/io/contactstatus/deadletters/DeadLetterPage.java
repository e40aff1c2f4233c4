package io.contactstatus.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "DeadLetterPage")
record DeadLetterPage(
        List<DeadLetterView> items,

        @Schema(description = "Absent on the last page.") @Nullable
        String nextCursor) {}
