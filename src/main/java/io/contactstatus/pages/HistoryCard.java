package io.contactstatus.pages;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.view.Redaction;
import io.contactstatus.view.Veil;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Some of what was said of a contact, newest first. Everything in it may be shown.
///
/// @param source only what this one said; null for all
/// @param cursor where the older ones begin; null when there are no more
/// @param shown how many there are on the page with these
public record HistoryCard(
        String contactId,
        List<Said> entries,
        @Nullable Source source,
        @Nullable String cursor,
        int shown) {

    static final int MOST = 200;

    /// Of so many a page that shows them can be brought up to date.
    public int most() {
        return MOST;
    }

    /// @param wordKey of a message that may not be there: then the summary is shown
    /// @param json what was said, as it was said, apart from what is hidden
    public record Said(
            String anchor,
            @Nullable Instant at,
            Source source,
            String type,
            String wordKey,
            String summary,
            String json) {

        static Said of(HistoryEntry entry, Veil veil, JsonMapper json) {
            var detail = json.readTree(entry.detail().json());
            var shown = veil == Veil.LIFTED ? detail : Redaction.of(detail);
            return new Said(
                    "said-" + Integer.toHexString((entry.at() + " " + entry.source() + " " + entry.id()).hashCode()),
                    entry.at().equals(Stamp.UNTIMED) ? null : entry.at(),
                    entry.source(),
                    entry.type(),
                    "contact.said." + entry.source() + "." + entry.type(),
                    entry.summary(),
                    json.writerWithDefaultPrettyPrinter().writeValueAsString(shown));
        }
    }
}
