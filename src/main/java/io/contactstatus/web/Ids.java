package io.contactstatus.web;

import io.contactstatus.contact.ContactId;

/// Ids in paths and bodies.
final class Ids {

    private Ids() {}

    static ContactId contact(String text) {
        if (!ContactId.isValid(text)) {
            throw new InvalidParameter("contactId", "has 1 to 256 visible characters");
        }
        return new ContactId(text);
    }
}
