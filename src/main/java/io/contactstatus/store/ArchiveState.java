package io.contactstatus.store;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How far a contact is on its way to the archive.
///
/// @param due when it is to be archived; null when there is nothing to archive, or nothing new
/// @param archived when it was archived last; null when it never was
/// @param day of the analysis lines in which it is; it stays, whatever is learnt of the contact later
/// @param isCut whether its attributes and tags are in the archive alone
record ArchiveState(
        @Nullable Instant due,
        @Nullable Instant archived,
        @Nullable LocalDate day,
        boolean isCut) {

    static final ArchiveState NONE = new ArchiveState(null, null, null, false);

    /// There is something to archive, from that moment on. What waits already keeps its place.
    ArchiveState dueFrom(Instant moment) {
        return due == null ? new ArchiveState(moment, archived, day, isCut) : this;
    }

    /// Nothing is to be archived of what goes on.
    ArchiveState notDue() {
        return new ArchiveState(null, archived, day, isCut);
    }

    boolean isArchived() {
        return archived != null;
    }
}
