package io.contactstatus.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// That a customer asked to be forgotten, and how far that is. There is nothing of the customer in it but digests.
///
/// @param digests of the identifier, one for each secret there was
/// @param dropped how many records came afterwards and were dropped
/// @param keptUntil how long what comes late is still recognized
public record Erasure(
        String id,
        List<String> digests,
        State state,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        Counts counts,
        long dropped,
        Instant keptUntil) {

    public Erasure {
        digests = List.copyOf(digests);
    }

    /// One that is asked for now.
    public static Erasure begun(String id, List<String> digests, Instant requestedAt, Instant keptUntil) {
        return new Erasure(id, digests, State.RUNNING, requestedAt, null, Counts.NONE, 0, keptUntil);
    }

    /// Whether there is still something to be done.
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /// What was erased.
    ///
    /// @param entries of histories
    /// @param objects of the archive
    /// @param letters records that could not be read
    /// @param lines for analysis
    /// @param waiting contacts that are live: they are erased when they are over
    public record Counts(int contacts, int entries, int objects, int recordings, int letters, int lines, int waiting) {

        public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);
    }
}
