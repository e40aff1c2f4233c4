package io.contactstatus.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Keeps the histories of live contacts as long as the contacts are kept themselves, though nothing is received
/// about them: a task or a callback waits for longer than entries are kept by themselves.
public interface LiveHistories {

    /// How often all live contacts are to be looked through, so that no history goes in between.
    Duration interval();

    /// Looks at some of the live contacts, and prolongs the history of each that would outlive it and whose
    /// history goes before that moment. To do it again costs reads only.
    ///
    /// @param from where the step before ended; null for the first ones
    Step prolong(Instant before, int limit, @Nullable String from);

    /// What was done.
    ///
    /// @param looked contacts that were looked at
    /// @param prolonged those of them whose history was prolonged
    /// @param entries of these that were written anew
    /// @param next where the next step begins; null when there are no more
    record Step(
            int looked,
            int prolonged,
            int entries,
            @Nullable String next) {}
}
