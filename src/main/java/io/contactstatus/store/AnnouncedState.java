package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Of what a contact looks like, what is announced when it changes.
public record AnnouncedState(
        Status status,
        Set<Flag> flags,
        Phase.@Nullable Kind phase,
        @Nullable Outcome outcome) {

    public AnnouncedState {
        flags = Set.copyOf(flags);
    }

    static AnnouncedState of(Contact contact) {
        var seen = contact.snapshot();
        return new AnnouncedState(seen.status(), seen.flags(), seen.phase(), seen.outcome());
    }
}
