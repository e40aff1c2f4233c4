package io.contactstatus.web;

import io.contactstatus.view.AgentView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "AgentPage")
record AgentPage(
        List<AgentView> items,

        @Schema(description = "Absent on the last page.") @Nullable
        String nextCursor) {}
