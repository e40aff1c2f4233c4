package io.contactstatus.view;

import io.contactstatus.contact.Utterance;
import io.contactstatus.masking.SpokenMask;
import io.contactstatus.masking.Veil;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was said or written.
@Schema(name = "Utterance", description = "Something that was said or written.")
public record UtteranceView(
        @Schema(description = "Another one with the same id replaces it.")
        String id,

        @Schema(description = "CUSTOMER, AGENT, SYSTEM …") String participant,

        @Schema(description = "Of a call: from the begin of its media.") @Nullable
        Integer beginOffsetMillis,

        @Schema(
                description = "When it was written. Of a call about when it was said: when the call was connected, and"
                        + " the offset.")
        @Nullable
        Instant at,

        @Schema(
                description = "Absent where words are not stored. Cards are masked, other personal data unless the"
                        + " caller has pii:read; while it is said, all digits.")
        @Nullable
        String text,

        @Nullable String sentiment,

        @Schema(description = "Present where an issue was found in it.") @Nullable
        Boolean issue,

        @Schema(description = "While it is said: it becomes a part of the utterance with that id.") @Nullable
        String partOf) {

    /// As it is stored.
    ///
    /// @param connected when the media began, as far as is known
    public static UtteranceView stored(Utterance said, @Nullable Instant connected, Veil veil) {
        return of(said, connected, said.words() == null ? null : SpokenMask.stored(said.words(), veil));
    }

    /// As it is said now.
    public static UtteranceView live(Utterance said) {
        return of(said, null, said.words() == null ? null : SpokenMask.live(said.words()));
    }

    private static UtteranceView of(Utterance said, @Nullable Instant connected, @Nullable String text) {
        var begin = said.beginMillis();
        var about = connected == null || begin == null ? null : connected.plusMillis(begin);
        return new UtteranceView(
                said.id(),
                said.participant(),
                begin,
                said.at() == null ? about : said.at(),
                text,
                said.sentiment(),
                said.issue() ? true : null,
                said.replacedBy());
    }
}
