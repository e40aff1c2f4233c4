package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The list of what changed of contacts that are over, for those who come by now and then and ask what is new.
///
/// A contact that is over changes several times within a few minutes: after-contact work ends, its record comes. Moving
/// its entry each time would be two write units each. So an entry stands for everything that is received within
/// [#COVERED] of its time, and is listed when that has passed: a reader then gets all of it.
final class ChangedList {

    /// By how much later it is told, clocks of instances may differ, and a write and its index may take long.
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final Duration COVERED = Duration.ofMinutes(4);

    private ChangedList() {}

    /// When the entry of a contact is dated that is written now; null where it has none.
    ///
    /// @param known the contact before, with its entry where it has one
    static @Nullable Instant changedAt(@Nullable StoredContact known, Contact next, Instant now) {
        var seen = next.snapshot();
        if (seen.active() || EndedEntry.of(seen).isEmpty()) {
            return null;
        }
        var before = known == null ? null : known.changedAt();
        return before != null && now.isBefore(before.plus(COVERED)) ? before : now;
    }

    /// Entries that are not later are told.
    static Instant toldUntil(Instant now) {
        return now.minus(COVERED).minus(MARGIN);
    }
}
