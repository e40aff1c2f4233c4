package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One thing that was said about a contact, kept as it was said.
///
/// @param at when it happened; [Stamp#UNTIMED] for records that carry no time, which come first
/// @param type as the source names it: `QUEUED`, `PlayPrompt`, `CONNECTED_ONHOLD`
/// @param summary one sentence without personal data
/// @param id deterministic: the same record received twice makes one entry
/// @param copy where the same may be said in several versions, by two Regions for example: of two entries of
///   one id the one with the smaller text here is kept, whichever comes first
/// @param testimony what the record says of the contact, to be kept with the entry; null in what is read from a
///   history to be shown
public record HistoryEntry(
        ContactId contactId,
        Instant at,
        Source source,
        String type,
        String summary,
        String id,
        Detail detail,
        @Nullable String copy,
        @Nullable Testimony testimony)
        implements Comparable<HistoryEntry> {

    private static final String PREFERRED = "0";
    private static final String OTHER = "1";

    private static final Comparator<HistoryEntry> ORDER = Comparator.comparing(HistoryEntry::contactId)
            .thenComparing(HistoryEntry::at)
            .thenComparing(HistoryEntry::source)
            .thenComparing(HistoryEntry::id);

    public HistoryEntry(
            ContactId contactId, Instant at, Source source, String type, String summary, String id, Detail detail) {
        this(contactId, at, source, type, summary, id, detail, null, null);
    }

    /// For [#copy]: which of several is preferred is settled by the text.
    public static String copy(boolean preferred, String text) {
        return (preferred ? PREFERRED : OTHER) + text;
    }

    /// Whether another copy may come that is kept in its place.
    public boolean mayGiveWay() {
        return copy != null && !copy.startsWith(PREFERRED);
    }

    public HistoryEntry with(Testimony told) {
        return new HistoryEntry(contactId, at, source, type, summary, id, detail, copy, told);
    }

    /// The whole of what was said, as JSON text. A type of its own because writing it out is left to the one that
    /// needs it: most of the time of decoding would go into it.
    public interface Detail {

        String json();

        static Detail of(String json) {
            return () -> json;
        }
    }

    @Override
    public int compareTo(HistoryEntry other) {
        return ORDER.compare(this, other);
    }
}
