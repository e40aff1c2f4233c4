package io.contactstatus.web;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

@Schema(name = "HistoryPage")
record HistoryPage(
        List<Entry> items,

        @Schema(description = "Absent on the last page.") @Nullable
        String nextCursor) {

    /// One thing that was said about the contact.
    @Schema(name = "HistoryEntry", description = "One thing that was said about the contact.")
    record Entry(
            @Schema(description = "When it happened; absent where the source does not tell.") @Nullable
            Instant at,

            Source source,
            @Schema(description = "As the source names it.") String type,
            String summary,

            @Schema(
                    description =
                            "The same for the same entry at each request. Without the scope pii:read another one than"
                                    + " with it, because it may be a digest of what was said.")
            String id,

            @Schema(
                    description = "What was said, as it was said. Without the scope pii:read everything that"
                            + " is not known to be harmless is masked; where recordings lie, without recordings:read.")
            JsonNode detail) {

        static Entry of(HistoryEntry entry, String id, JsonNode detail) {
            var at = entry.at().equals(Stamp.UNTIMED) ? null : entry.at();
            return new Entry(at, entry.source(), entry.type(), entry.summary(), id, detail);
        }
    }
}
