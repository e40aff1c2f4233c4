package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// That a contact's status, phase, outcome or flags have changed and the change is not announced yet. Several
/// changes are one until then.
///
/// It is written with the change itself, and taken away by itself when the change has been announced. Two of
/// them are equal only if they are about the same changes: a later one has a higher version.
///
/// @param version the contact's, at the newest of these changes
/// @param since when the oldest of them was stored
/// @param previous what the contact was before the oldest; null when it was not there, or cannot be told
/// @param unread what another version of this service wrote and this one does not understand. It is kept as it
///   is, and carried along: a contact must not become unreadable by it
public record OutboxMark(
        long version,
        Instant since,
        @Nullable AnnouncedState previous,
        @Nullable String unread) {

    public OutboxMark {
        since = since.truncatedTo(ChronoUnit.MILLIS);
    }

    public OutboxMark(long version, Instant since, @Nullable AnnouncedState previous) {
        this(version, since, previous, null);
    }

    /// What is unannounced after a write.
    ///
    /// @param before what the write is based on
    /// @param version of the write
    static @Nullable OutboxMark after(@Nullable StoredContact before, Contact next, long version, Instant now) {
        var known = before == null ? null : before.outboxMark();
        if (!next.isHeardOf()) {
            return known;
        }
        var previous = before != null && before.contact().isHeardOf() ? AnnouncedState.of(before.contact()) : null;
        if (AnnouncedState.of(next).equals(previous)) {
            return known;
        }
        return known == null
                ? new OutboxMark(version, now, previous)
                : new OutboxMark(version, known.since(), known.previous(), known.unread());
    }
}
