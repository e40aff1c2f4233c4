package io.contactstatus.pages.card;

import io.contactstatus.contact.ContactId;
import io.contactstatus.masking.Clearance;
import io.contactstatus.transcripts.Transcripts;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what was said on a contact for those who may read it.
@Component
public class TranscriptCards {

    private static final int MOST = 200;

    private final Transcripts transcripts;

    TranscriptCards(Transcripts transcripts) {
        this.transcripts = transcripts;
    }

    /// What was said last. Null for those who may not read transcripts.
    ///
    /// @param cursor for what was said earlier; null for the end
    public @Nullable TranscriptCard of(ContactId id, @Nullable String cursor, HttpServletRequest request) {
        if (!Clearance.readsWords(request)) {
            return null;
        }
        var page = transcripts.latest(id, MOST, cursor, request);
        var said = page.items().stream()
                .filter(utterance -> utterance.text() != null)
                .toList();
        return new TranscriptCard(id.value(), said, said.isEmpty() ? null : page.nextCursor());
    }
}
