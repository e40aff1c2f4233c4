package io.contactstatus.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a contact is on its way to the archive.
///
/// @param due when it is to be archived; null when there is nothing to archive, or nothing new
/// @param archived when it was archived last; null when it never was
record ArchiveState(@Nullable Instant due, @Nullable Instant archived) {

    static final ArchiveState NONE = new ArchiveState(null, null);

    /// There is something to archive, from that moment on. What waits already keeps its place.
    ArchiveState dueFrom(Instant moment) {
        return due == null ? new ArchiveState(moment, archived) : this;
    }

    /// Nothing is to be archived of what goes on.
    ArchiveState notDue() {
        return new ArchiveState(null, archived);
    }

    boolean isArchived() {
        return archived != null;
    }
}
