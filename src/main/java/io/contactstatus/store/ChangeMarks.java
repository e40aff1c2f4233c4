package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the item of a contact says of its change, for those who ask later what is new.
///
/// @param announcing whether changes are marked for the [Outbox]
/// @param listing whether contacts that are over are listed by when they changed
record ChangeMarks(boolean announcing, boolean listing) {

    /// A mark that is there goes along, also where nothing is announced: another instance may have made it.
    @Nullable
    OutboxMark outboxMark(HeldContact held, Contact next, Instant now) {
        if (announcing) {
            return OutboxMark.after(held.stored(), next, held.version() + 1, now);
        }
        return held.stored() == null ? null : held.stored().outboxMark();
    }

    /// Likewise, an entry that is there goes along where none are made.
    @Nullable
    Instant changedAt(HeldContact held, Contact next, Instant now) {
        if (listing) {
            return ChangedList.changedAt(held.stored(), next, now);
        }
        return held.stored() == null ? null : held.stored().changedAt();
    }
}
