package io.contactstatus.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.contactstatus.contact.Utterance;
import io.contactstatus.masking.Veil;
import io.contactstatus.store.Page;
import io.contactstatus.store.StoredContact;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was said or written on a contact.
@Schema(name = "Transcript", description = "What was said or written on a contact, oldest first.")
public record TranscriptView(
        String contactId,

        @Schema(
                description = "Nothing on this page is shown as it was said: Contact Lens has redacted it, or no words"
                        + " are stored.")
        boolean redacted,

        @Schema(description = "Nothing is added to it any more.") @JsonProperty("final")
        boolean isFinal,

        List<UtteranceView> items,

        @Schema(description = "Absent on the last page.") @Nullable
        String nextCursor) {

    public static TranscriptView of(
            StoredContact stored, Page<Utterance> page, Veil veil, @Nullable String nextCursor) {
        var seen = stored.snapshot();
        var connected = seen.timestamps().connectedToSystem();
        return new TranscriptView(
                seen.contactId().value(),
                page.items().stream().noneMatch(said -> said.raw() && said.words() != null),
                isFinal(stored),
                page.items().stream()
                        .map(said -> UtteranceView.stored(said, connected, veil))
                        .toList(),
                nextCursor);
    }

    /// Whether Contact Lens says no more of it.
    public static boolean isFinal(StoredContact stored) {
        var seen = stored.snapshot();
        return seen.insights().analysed() || !seen.active();
    }
}
