package io.contactstatus.ingest;

import java.util.List;

/// What became of a batch. The three numbers add up to the records that were in it: an envelope may hold many.
///
/// @param rejected those that went to the dead letters
public record IngestOutcome(int accepted, int ignored, List<Rejected> rejected) {

    public IngestOutcome {
        rejected = List.copyOf(rejected);
    }

    /// @param index among the records of the batch, envelopes opened, from 0
    /// @param reason quotes nothing of the record
    public record Rejected(int index, String reason) {}
}
