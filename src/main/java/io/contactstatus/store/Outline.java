package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Of what a contact looks like, what is announced when it changes.
public record Outline(
        Status status,
        Set<Flag> flags,
        Phase.@Nullable Kind phase,
        @Nullable Outcome outcome) {

    public Outline {
        flags = Set.copyOf(flags);
    }

    static Outline of(Contact contact) {
        var seen = contact.snapshot();
        return new Outline(seen.status(), seen.flags(), seen.phase(), seen.outcome());
    }
}
