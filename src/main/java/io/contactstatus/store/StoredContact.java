package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A contact as it lies in the store.
///
/// @param version counts the writes; nothing else may be read from it
/// @param expiresAt whole seconds; from then on the contact is not answered, deleted or not
/// @param customer what it is found by
/// @param outboxMark what of it is still to be announced, if anything; not a part of what the contact is
public record StoredContact(
        Contact contact,
        long version,
        Instant expiresAt,
        CustomerKeys customer,
        @Nullable OutboxMark outboxMark) {

    /// What the customer is known by, in normal form; null when none is known.
    public @Nullable String customerIdentifier() {
        return customer.identifier();
    }
}
