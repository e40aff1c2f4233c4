package io.contactstatus.store;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What is known about capturing the audio of one contact. Kept as long as the audio is, whatever becomes of the
/// contact.
///
/// @param order where its audio comes from; null while no record has said so
/// @param belonging whose it is; null until something of it was stored
/// @param recorded what the contact record says of its stream; null until it has come
/// @param runs its recordings, by their number from 0, in words of their writer
public record Capture(
        @Nullable Order order,
        Consent consent,
        PauseMarks pauses,
        @Nullable Belonging belonging,
        @Nullable Recorded recorded,
        SortedMap<Integer, Map<String, String>> runs) {

    /// Where the audio of a contact is streamed to.
    ///
    /// @param startedAt also what two orders of one contact are told apart by: the later one counts
    /// @param stoppedAt null while it goes on
    /// @param lastFragment the number of the last one, where it is known
    public record Order(
            String streamArn,
            Instant startedAt,
            @Nullable Instant stoppedAt,
            @Nullable String lastFragment) {

        public Order(String streamArn, Instant startedAt) {
            this(streamArn, startedAt, null, null);
        }
    }

    /// What was said of consent, of which no more has to be remembered: it is given from the first yes on, and a no
    /// after that takes it back for good.
    ///
    /// @param firstGiven the earliest yes
    /// @param lastRefused the latest no
    public record Consent(
            @Nullable Instant firstGiven, @Nullable Instant lastRefused) {}

    /// When pauses began and ended, as far as there is room for it. Where there is none an end is forgotten, and a
    /// beginning silences everything from there on: nothing that was to be silent is ever kept.
    ///
    /// @param silentFrom the earliest beginning that there was no room for
    public record PauseMarks(
            SortedSet<Instant> begun,
            SortedSet<Instant> ended,
            @Nullable Instant silentFrom) {}

    /// @param customerKeys what the contact is found by, as erasures have to
    public record Belonging(String initialContactId, Set<String> customerKeys) {

        public Belonging {
            customerKeys = Set.copyOf(customerKeys);
        }
    }

    /// What was put into the stream, as the contact record has it.
    ///
    /// @param until null where the record does not say it
    public record Recorded(
            String streamArn, Instant from, @Nullable Instant until) {}
}
