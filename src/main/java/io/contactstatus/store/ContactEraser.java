package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Erases contacts, in two steps of which each may be repeated: [#bury] leaves a tombstone in place of the contact,
/// which
/// drops whatever else is said of it; [#forget] takes away what is left besides, and what still names the customer.
///
/// Every method may throw [StoreUnavailable].
public interface ContactEraser {

    /// A contact as it was found by a key.
    ///
    /// @param entry where it stands in the list
    record Found(ContactId id, String entry) {}

    /// What became of a contact.
    enum Burial {
        BURIED,
        /// It is erased when it is over.
        LIVE,
        /// It has the key no longer, began after the erasure, or was buried before.
        NOT_TO_BE
    }

    /// Who is erased.
    ///
    /// @param identifier in its normal form
    record Order(String erasureId, String identifier, Instant requestedAt, Instant keptUntil) {}

    /// Contacts that this key was given to, those that have expired among them.
    Page<Found> found(String identifier, @Nullable String from);

    /// One that is buried is counted with it, once.
    Burial bury(Found found, Order order);

    /// Contacts of which audio was captured while they had this key, whether they are still there or not.
    Page<ContactId> recorded(String identifier, @Nullable String from);

    /// Leaves a tombstone of one that is not there any more, with its recordings to be deleted. One that is there is
    /// found by its key.
    Burial buryRecorded(ContactId id, Order order);

    /// A contact that was buried.
    record Buried(ContactId id, Instant at) {}

    /// Those of the erasure that were buried and are not forgotten. One of a moment ago may be missing.
    Page<Buried> buried(String erasureId, @Nullable String from);

    /// A contact that was buried when something told that it is an erased customer's.
    record Late(ContactId id, String erasureId) {}

    /// Those that were buried by what was said of them, of any erasure, and are not forgotten.
    List<Late> buriedLate();

    /// Deletes all entries of its history that are there.
    ///
    /// @return how many they were
    int deleteHistory(ContactId id);

    /// Whether audio of it was captured, and so is to be deleted before it is forgotten.
    boolean isRecorded(ContactId id);

    /// The end: nothing but the tombstone is left, nor is anything known of recordings. One that was buried late is
    /// counted with it, once.
    void forget(ContactId id);

    /// Nor is it known any more that the customer was to be called back, but for what was agreed since.
    ///
    /// @param instanceIds in which something may have been agreed
    void forgetCallBacks(Order order, Collection<String> instanceIds);

    /// By which erasures those of these contacts were erased that were.
    Map<ContactId, String> erasures(Collection<ContactId> ids);

    /// Which of these contacts were erased by this erasure.
    default Set<ContactId> erased(Collection<ContactId> ids, String erasureId) {
        return erasures(ids).entrySet().stream()
                .filter(erased -> erased.getValue().equals(erasureId))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
