package io.contactstatus.pages.card;

import io.contactstatus.view.UtteranceView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was said on a contact, as far as there are words of it.
///
/// @param earlier cursor of what was said before that; null when there is no more
public record TranscriptCard(
        String contactId,
        List<UtteranceView> said,
        @Nullable String earlier) {}
