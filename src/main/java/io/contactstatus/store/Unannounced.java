package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// That a contact's status, phase, outcome or flags have changed and nobody has been told yet. Several changes
/// are one as long as that is so.
///
/// It is written with the change itself, and taken away by itself when the change has been announced. Two of
/// them are equal only if they are about the same changes: a later one has a higher version.
///
/// @param version the contact's, at the newest of these changes
/// @param since when the oldest of them was stored
/// @param previous what the contact was before the oldest; null when it was not there, or cannot be told
/// @param unread what another version of this service wrote and this one does not understand. It is kept as it
///   is, and carried along: a contact must not become unreadable by it
public record Unannounced(
        long version,
        Instant since,
        @Nullable Outline previous,
        @Nullable String unread) {

    public Unannounced {
        since = since.truncatedTo(ChronoUnit.MILLIS);
    }

    public Unannounced(long version, Instant since, @Nullable Outline previous) {
        this(version, since, previous, null);
    }

    /// What is unannounced after a write.
    ///
    /// @param before what the write is based on
    /// @param version of the write
    static @Nullable Unannounced after(@Nullable StoredContact before, Contact next, long version, Instant now) {
        var known = before == null ? null : before.unannounced();
        if (!next.isHeardOf()) {
            return known;
        }
        var previous = before != null && before.contact().isHeardOf() ? Outline.of(before.contact()) : null;
        if (Outline.of(next).equals(previous)) {
            return known;
        }
        return known == null
                ? new Unannounced(version, now, previous)
                : new Unannounced(version, known.since(), known.previous(), known.unread());
    }
}
