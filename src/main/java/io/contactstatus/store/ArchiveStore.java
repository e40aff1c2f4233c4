package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    /// How long archived contacts are kept.
    Duration keep();

    /// The moment since when the oldest of all that waits is due.
    Optional<Instant> oldest();

    /// Contacts that are due, the oldest first.
    ///
    /// @param from where the page before ended
    Page<ContactId> due(String bucket, int limit, @Nullable String from);

    /// A contact whose whole history is in the archive now.
    ///
    /// @param canBeCut whether its attributes and tags are many, and are all in the history
    /// @param size of the contact as it lies in the table, in bytes
    /// @param day of the analysis lines in which it is to be; it stays, whatever is learnt later
    record Written(StoredContact contact, boolean canBeCut, long size, LocalDate day) {}

    /// The first step: writes the whole history. To begin it again after a crash loses nothing, and does nothing twice.
    ///
    /// @param firstDay in which a contact is to be of which none is known yet
    /// @return empty when there is nothing to archive of it any more
    Optional<Written> write(ContactId id, Function<StoredContact, LocalDate> firstDay);

    /// The last step, when its line is written: says so on the contact, where nothing was received about it since.
    Archival conclude(Written written);
}
