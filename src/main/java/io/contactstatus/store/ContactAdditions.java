package io.contactstatus.store;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Testimony;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Stores what people and programs add to a contact, and Amazon Connect does not know: first its entry in the history,
/// then the contact.
@Component
public class ContactAdditions {

    /// A flow invokes its function up to three times, eight seconds each.
    private static final Duration REPEATED_WITHIN = Duration.ofSeconds(30);

    private final ContactStore contacts;
    private final List<FactsListener> listeners;

    public ContactAdditions(ContactStore contacts, List<FactsListener> listeners) {
        this.contacts = contacts;
        this.listeners = listeners;
    }

    /// @throws ContactErased when its customer was erased; nothing of it stays then
    public StoredContact add(Testimony testimony, HistoryEntry entry) {
        var told = List.of(entry.with(testimony));
        contacts.append(told);
        var stored = joined(testimony, told);
        listeners.forEach(listener -> listener.stored(testimony.facts(), null));
        // The rest is in the archive.
        return stored.isCut()
                ? contacts.find(stored.contact().id(), stored.version()).orElse(stored)
                : stored;
    }

    /// The same, unless the contact was told all of it a moment before and shows it still: flows and programs repeat
    /// what they got no answer to, and that is no news. Later it is: another source may have said something else in
    /// between, and be heard only afterwards.
    ///
    /// @throws ContactErased as [#add] does
    public StoredContact addNews(Testimony testimony, HistoryEntry entry) {
        return repeated(testimony).orElseGet(() -> add(testimony, entry));
    }

    private Optional<StoredContact> repeated(Testimony testimony) {
        var id = testimony.contactId();
        return contacts.find(id)
                .filter(seen -> seen.contact().hasNoted(testimony.facts(), REPEATED_WITHIN))
                // That may be how it was: somebody else may have said something else since.
                .flatMap(seen -> contacts.find(id, Long.MAX_VALUE))
                .filter(now -> now.contact().hasNoted(testimony.facts(), REPEATED_WITHIN));
    }

    private StoredContact joined(Testimony testimony, List<HistoryEntry> told) {
        try {
            return contacts.join(testimony.facts());
        } catch (ContactErased gone) {
            contacts.retract(told);
            throw gone;
        }
    }
}
