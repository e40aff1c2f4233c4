package io.contactstatus.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What is known about capturing the audio of one contact. Kept as long as the audio is, whatever becomes of the
/// contact.
///
/// @param order where its audio comes from; null while nobody has said so
/// @param marks what was said of consent and pauses, by the times of the events, oldest first
/// @param runs its recordings, by their number from 0, in words of whoever makes them
public record Capture(@Nullable Order order, List<Mark> marks, SortedMap<Integer, Map<String, String>> runs) {

    public Capture {
        marks = List.copyOf(marks);
    }

    /// Where the audio of a contact is streamed to.
    ///
    /// @param startedAt also what two orders of one contact are told apart by: the later one counts
    /// @param stoppedAt null while it goes on
    public record Order(
            String streamArn, Instant startedAt, @Nullable Instant stoppedAt) {}

    /// That an attribute was set.
    ///
    /// @param kind which of the attributes that capturing looks at
    public record Mark(String kind, Instant at, String value) {}
}
