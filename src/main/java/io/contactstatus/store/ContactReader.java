package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Utterance;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Contacts to be shown. Every method may throw [StoreUnavailable]; none of them scans.
///
/// Contacts that have expired, and those that only other legs have spoken of, are not found.
public interface ContactReader {

    /// One read, eventually consistent.
    Optional<StoredContact> find(ContactId id);

    /// Not older than that version, which a client has seen already: reads again, and consistently, where
    /// the first read comes out older. It may still be older when it was begun anew after it had expired.
    Optional<StoredContact> find(ContactId id, long atLeast);

    /// The contact as its records up to that moment tell it, those without a time included; not found before the
    /// first one that has a time. Its version and its expiry are those of now.
    Optional<StoredContact> findAsOf(ContactId id, Instant at);

    /// Tells all that the contact was, from its first record that has a time on.
    ///
    /// @param visitor gets the contact after each moment that changed it
    /// @return false when there is more than is told
    boolean replay(StoredContact now, BiConsumer<Instant, StoredContact> visitor);

    /// Those that exist, in the order asked for.
    List<StoredContact> findAll(Collection<ContactId> ids);

    /// @param sources empty for all
    Page<HistoryEntry> history(
            ContactId id, Set<Source> sources, boolean newestFirst, int limit, @Nullable String from);

    /// The history entry of the contact record that is the valid one now.
    Optional<HistoryEntry> recordEntry(StoredContact contact);

    /// Every leg of the chain that any of its ids names, oldest first; bounded to the newest `limit`.
    List<StoredContact> chain(ContactId anyId, int limit);

    /// The contacts that have this key, as the identifier of their customer or as a further one, newest first by
    /// initiation.
    ///
    /// @param identifier any key in its normal form
    /// @param since only contacts that started then or later; null for all
    /// @param until only contacts that started before; null for all
    Page<StoredContact> ofCustomer(
            String identifier,
            @Nullable Instant since,
            @Nullable Instant until,
            Predicate<StoredContact> wanted,
            int limit,
            @Nullable String from);

    /// Contacts whose customer is still there, longest-waiting first.
    Page<StoredContact> active(Predicate<StoredContact> wanted, int limit, @Nullable String from);

    /// Contacts that have left their queue, the latest first: exactly those that its figures count.
    Page<StoredContact> ended(EndedContacts asked, int limit, @Nullable String from);

    /// Whether contacts that are over are listed by when they changed.
    boolean listsChanges();

    /// Contacts that are over, by when news of them was received, the oldest first. One that changes comes again later.
    /// What was received in the last five minutes is not among them yet: nothing comes to a place that was read.
    Page<StoredContact> changed(ChangedContacts asked, int limit, @Nullable String from);

    /// What was said on a contact, in its order.
    Page<Utterance> transcript(ContactId id, Utterance.Origin origin, int limit, @Nullable String from);

    /// What was said last, in its order and with all that was stored before; the next page is what was said before it.
    Page<Utterance> latestTranscript(ContactId id, Utterance.Origin origin, int limit, @Nullable String before);
}
