package io.contactstatus.recordings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was written in a chat, in its order, masked for its reader.
///
/// @param more entries that are left out
public record ChatTranscript(List<Entry> entries, int more) {

    public ChatTranscript {
        entries = List.copyOf(entries);
    }

    /// @param role as Amazon Connect says: CUSTOMER, AGENT, SYSTEM, …
    /// @param kind MESSAGE, EVENT, ATTACHMENT, …
    /// @param text of a message, the last word of an event's type, or the name of a file
    public record Entry(
            @Nullable Instant at,
            @Nullable String role,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String text) {}
}
