package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Testimony;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The contacts, their histories and what was said on them. Every method may throw [StoreUnavailable]; none of them
/// scans.
///
/// Contacts that have expired, and those that only other legs have spoken of, are not found.
public interface ContactStore extends TranscriptStore {

    /// Joins the facts to what is known of the contact, and tells the other legs of its chain what concerns
    /// them. Returning means that all of it is stored.
    ///
    /// @throws ContactRefused when the contact can never be stored
    /// @throws ContactErased when it was erased: what was appended of it has to be retracted
    default StoredContact join(Contact facts) {
        return join(facts, List.of(), List.of());
    }

    /// The same for what has no entry of its own in the history: as much of it is kept there, before the contact is
    /// written, as is needed to have the contact as it was.
    ///
    /// @param facts all that the entries and the testimonies tell
    /// @param entries what was appended along with it
    StoredContact join(Contact facts, Collection<HistoryEntry> entries, Collection<Testimony> unlisted);

    /// Appends to histories; what is there already is not repeated. To be called before [#join], so that a
    /// contact never shows what its history does not explain.
    void append(Collection<HistoryEntry> entries);

    /// Takes away again what was appended of a contact that turned out to be erased.
    void retract(Collection<HistoryEntry> entries);

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

    /// Contacts whose customer has left before an agent was there, since then, the last one to leave first.
    List<StoredContact> abandoned(Instant since, int limit);
}
