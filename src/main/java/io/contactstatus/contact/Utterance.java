package io.contactstatus.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that one side of a conversation has said or written.
///
/// @param id of what is said; another one with the same id replaces it
/// @param replacedBy the id of the utterance that a preliminary one becomes a part of; null for a final one
/// @param participant its role as Amazon Connect writes it: `CUSTOMER`, `AGENT`, `SYSTEM`
/// @param beginMillis from the begin of the media, where no time is told
/// @param at when it was written; calls tell offsets only
/// @param words as they came; null where only what was made of them is known
/// @param raw nothing was taken out of the words
/// @param kept whether the words may be stored, as the operator has decided
/// @param issue whether an issue was found in it
/// @param origin where it comes from
public record Utterance(
        ContactId contactId,
        String id,
        @Nullable String replacedBy,
        String participant,
        @Nullable Integer beginMillis,
        @Nullable Integer endMillis,
        @Nullable Instant at,
        @Nullable String words,
        boolean raw,
        boolean kept,
        @Nullable String sentiment,
        boolean issue,
        Origin origin) {

    /// Where words come from.
    public enum Origin {
        /// Heard while people talked or wrote.
        LIVE,
        /// Of the file that Contact Lens writes afterwards.
        FILE
    }

    public Utterance {
        participant = Bounds.word(participant);
        sentiment = Bounds.wordOrNull(sentiment);
    }

    public boolean isFinal() {
        return replacedBy == null;
    }

    /// Where it stands among the others.
    public Instant place() {
        return at == null ? place(beginMillis) : at;
    }

    /// What may be stored of it.
    public Utterance stored() {
        return kept ? this : withWords(null);
    }

    public Utterance withWords(@Nullable String other) {
        return new Utterance(
                contactId,
                id,
                replacedBy,
                participant,
                beginMillis,
                endMillis,
                at,
                other,
                raw,
                kept,
                sentiment,
                issue,
                origin);
    }

    /// How it sounded, and when: in a call about so long after its begin.
    ///
    /// @param begin of the call, which tells offsets only; null while it is not known
    Testimony testimony(@Nullable Instant begin) {
        var told = new ConversationFacts();
        told.sentiment(participant, sentiment, place());
        return Facts.about(contactId, Source.CONTACT_LENS)
                .insights(told.insights())
                .testimony(saidAt(begin));
    }

    private Instant saidAt(@Nullable Instant begin) {
        if (at != null) {
            return at;
        }
        return begin == null || beginMillis == null ? Stamp.UNTIMED : begin.plusMillis(beginMillis);
    }

    private static Instant place(@Nullable Integer millis) {
        return Instant.ofEpochMilli(millis == null ? 0 : Math.max(0, millis));
    }
}
