package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the histories of contacts that are over into the archive. Every method may throw [StoreUnavailable].
public interface ArchiveStore {

    /// What became of a contact.
    enum Archival {
        ARCHIVED,
        /// Something was received about it meanwhile: it is still due.
        CHANGED,
        /// There is nothing to archive of it: it was archived, erased or deleted, or is not over any more.
        NOT_TO_BE
    }

    /// The lists of what is due; each contact is in one of them.
    List<String> buckets();

    /// How long after its expiry what is due is sure to be there.
    Duration grace();

    /// The moment since when the oldest of all that waits is due.
    Optional<Instant> oldest();

    /// Contacts that are due, the oldest first.
    ///
    /// @param from where the page before ended
    Page<ContactId> due(String bucket, int limit, @Nullable String from);

    /// Writes the whole history and then says so on the contact. To begin it again after a crash loses nothing,
    /// and does nothing twice.
    Archival archive(ContactId id);
}
