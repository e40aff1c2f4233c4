package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;

/// One thing that was said about a contact, kept as it was said.
///
/// @param at when it happened; [Stamp#UNTIMED] for records that carry no time, which come first
/// @param type as the source names it: `QUEUED`, `PlayPrompt`, `CONNECTED_ONHOLD`
/// @param summary one sentence without personal data
/// @param id deterministic: the same record received twice makes one entry
public record HistoryEntry(
        ContactId contactId, Instant at, Source source, String type, String summary, String id, Detail detail)
        implements Comparable<HistoryEntry> {

    private static final Comparator<HistoryEntry> ORDER = Comparator.comparing(HistoryEntry::contactId)
            .thenComparing(HistoryEntry::at)
            .thenComparing(HistoryEntry::source)
            .thenComparing(HistoryEntry::id);

    /// The whole of what was said, as JSON text. A type of its own because writing it out is left to whoever
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
