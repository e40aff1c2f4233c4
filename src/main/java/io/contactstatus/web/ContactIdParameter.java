package io.contactstatus.web;

import io.contactstatus.contact.ContactId;
import io.contactstatus.problems.InvalidParameter;

/// Ids in paths and bodies.
final class ContactIdParameter {

    private ContactIdParameter() {}

    static ContactId contact(String text) {
        if (!ContactId.isValid(text)) {
            throw new InvalidParameter("contactId", "has 1 to 256 visible characters");
        }
        return new ContactId(text);
    }
}
