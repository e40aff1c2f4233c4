package io.contactstatus.pages.contact;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.masking.RecordingLocations;
import io.contactstatus.masking.Redaction;
import io.contactstatus.masking.Veil;
import io.contactstatus.view.EntryIds;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A part of what was received about a contact, newest first, masked already.
///
/// @param source only entries of this one; null for all
/// @param cursor of the older ones; null if there are none
/// @param shown how many the page has, with these
public record HistoryCard(
        String contactId,
        List<EventRow> entries,
        @Nullable Source source,
        @Nullable String cursor,
        int shown) {

    static final int MOST = 200;

    /// A page that shows more than this is not refreshed.
    public int most() {
        return MOST;
    }

    /// @param wordKey message key of the type; without such a message the summary is shown
    /// @param json as received, apart from what is masked
    public record EventRow(
            String anchor,
            @Nullable Instant at,
            Source source,
            String type,
            String wordKey,
            String summary,
            String json) {

        static EventRow of(HistoryEntry entry, Veil veil, RecordingLocations locations, EntryIds ids, JsonMapper json) {
            var detail = locations.in(json.readTree(entry.detail().json()));
            var shown = veil == Veil.LIFTED ? detail : Redaction.of(detail);
            return new EventRow(
                    "said-" + ids.digest(entry.at() + " " + entry.source() + " " + entry.id()),
                    entry.at().equals(Stamp.UNTIMED) ? null : entry.at(),
                    entry.source(),
                    entry.type(),
                    "contact.said." + entry.source() + "." + entry.type(),
                    entry.summary(),
                    json.writerWithDefaultPrettyPrinter().writeValueAsString(shown));
        }
    }
}
