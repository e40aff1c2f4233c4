package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Status;

/// Of what a contact looks like, what is announced when it changes.
public record Outline(Status status, Snapshot.Flags flags) {

    static Outline of(Contact contact) {
        var seen = contact.snapshot();
        return new Outline(seen.status(), seen.flags());
    }
}
