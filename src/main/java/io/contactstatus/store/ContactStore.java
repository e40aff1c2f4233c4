package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Testimony;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The contacts, their histories and what was said on them. Every method may throw [StoreUnavailable]; none of them
/// scans.
///
/// It knows no caller: what is shown to one is read by [VisibleContacts].
public interface ContactStore extends ContactReader, TranscriptStore {

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

    /// Every leg of the chain, oldest first, as they are at this moment: nothing is missed of what any instance
    /// wrote before. Twice the read units of [#chain], and no index, which may not name yet what has just
    /// begun.
    ///
    /// @param first of the chain
    /// @param limit bounds it to the newest
    List<StoredContact> chainNow(ContactId first, int limit);

    /// Contacts whose customer has left before an agent was there, since then, the last one to leave first.
    default List<StoredContact> abandoned(Instant since, int limit) {
        return abandoned(since, limit, null).items();
    }

    /// The same page by page. A page may come out short though there are more.
    ///
    /// @param from null for the first page
    Page<StoredContact> abandoned(Instant since, int limit, @Nullable String from);
}
