package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The way to contacts for whatever answers a caller: nothing is read without saying what the caller sees.
@Component
public class VisibleContacts {

    private final ContactStore contacts;

    public VisibleContacts(ContactStore contacts) {
        this.contacts = contacts;
    }

    public ContactReader to(VisibleInstances visible) {
        return visible.areAll() ? contacts : new LimitedContacts(contacts, visible);
    }

    /// Whether what is kept of a contact beside it may be shown, also when it has expired. Nothing is read for those
    /// who see all.
    public boolean isVisible(ContactId id, VisibleInstances visible) {
        return visible.areAll() || to(visible).find(id).isPresent();
    }

    /// Of a contact that was read for a caller, and so is shown to them. The same for the others below.
    public Optional<HistoryEntry> recordEntry(StoredContact shown) {
        return contacts.recordEntry(shown);
    }

    /// Oldest first.
    public Page<HistoryEntry> history(StoredContact shown, int limit, @Nullable String from) {
        return contacts.history(shown.contact().id(), Set.of(), false, limit, from);
    }

    /// @see ContactReader#replay
    public boolean replay(StoredContact shown, BiConsumer<Instant, StoredContact> visitor) {
        return contacts.replay(shown, visitor);
    }
}
