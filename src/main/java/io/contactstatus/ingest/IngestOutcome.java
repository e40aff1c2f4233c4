package io.contactstatus.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a batch. Accepted, ignored and rejected ones add up to the records that were in it: an envelope
/// may hold many.
///
/// @param rejected those that went to the dead letters, the first thousand letters of them
/// @param rejectedCount of all of them
public record IngestOutcome(int accepted, int ignored, List<Rejected> rejected, int rejectedCount) {

    public IngestOutcome {
        rejected = List.copyOf(rejected);
    }

    /// @param index among the records of the batch, envelopes opened, from 0; of several the first
    /// @param reason quotes nothing of the record
    /// @param count null for one
    public record Rejected(
            int index, String reason, @Nullable Integer count) {}
}
