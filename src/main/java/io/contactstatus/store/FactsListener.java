package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.MediaStream;
import org.jspecify.annotations.Nullable;

/// Hears of what each record says of a contact, after that is stored and before the record counts as processed: nothing
/// of it is missed, and it may be heard again.
public interface FactsListener {

    /// @param facts what the record says, not all that is known
    /// @param stream where the contact's audio goes, if the record says so
    /// @throws StoreUnavailable to be asked again
    void stored(Contact facts, @Nullable MediaStream stream);

    /// Machines have taken part in the contact: its record names a session of theirs.
    ///
    /// @throws StoreUnavailable to be asked again
    default void sessionNamed(ContactId contact) {}
}
