package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a write is based on: the item as it was read, if any.
///
/// @param contact unseen when there is no item, or only one that has expired
/// @param hasGrace whether it, its history and its keys are there for long enough to be archived
record HeldContact(
        Contact contact, long version, @Nullable StoredContact stored, Instant historyKeptUntil, boolean hasGrace) {

    static HeldContact nothing(ContactId id, long version) {
        return new HeldContact(Contact.unseen(id), version, null, Instant.MAX, true);
    }
}
