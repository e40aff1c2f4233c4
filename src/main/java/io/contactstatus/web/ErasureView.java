package io.contactstatus.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.contactstatus.store.Erasure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far an erasure is.
///
/// @param dropped how many records came afterwards and were dropped
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Erasure")
record ErasureView(
        String id,
        Erasure.State state,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        Counts counts,
        long dropped,
        List<NotErased> notErased) {

    /// What was answered to who asked for it.
    @Schema(name = "ErasureAccepted")
    record Accepted(String id, Erasure.State state) {}

    /// What was erased: contacts, entries of histories, objects of the archive, recordings, records that could not be
    /// read, lines for analysis. Waiting are contacts that are live.
    @Schema(name = "ErasureCounts")
    record Counts(int contacts, int entries, int objects, int recordings, int letters, int lines, int waiting) {

        static Counts of(Erasure.Counts counts) {
            return new Counts(
                    counts.contacts(),
                    counts.entries(),
                    counts.objects(),
                    counts.recordings(),
                    counts.letters(),
                    counts.lines(),
                    counts.waiting());
        }
    }

    /// What this service does not reach.
    @Schema(name = "NotErased")
    record NotErased(String where, String what, String how) {}

    private static final List<NotErased> NOT_ERASED = List.of(
            new NotErased(
                    "Amazon Connect",
                    "Contact records, recordings, transcripts and Contact Lens analyses of the instance",
                    "Delete them in Amazon Connect and in the instance's buckets; its own retention ends the rest"),
            new NotErased(
                    "DynamoDB point-in-time recovery",
                    "The tables as they were, for 35 days",
                    "Ends by itself; after a restore run the erasures of those days again"),
            new NotErased(
                    "Versions of S3 objects",
                    "Recordings and archived histories in buckets with versioning or replication",
                    "A lifecycle rule for noncurrent versions, as in infra/"),
            new NotErased(
                    "Kinesis Data Streams, Kinesis Video Streams",
                    "Records and audio within the streams' retention",
                    "Ends by itself; what is read again from there is dropped"),
            new NotErased(
                    "Amazon Data Firehose",
                    "Records that could not be delivered, in its error bucket",
                    "Delete them there, or by a lifecycle rule"),
            new NotErased(
                    "CloudWatch Logs",
                    "Logs of contact flows",
                    "The retention of their log group; what is read again from there is dropped"));

    static ErasureView of(Erasure erasure) {
        return new ErasureView(
                erasure.id(),
                erasure.state(),
                erasure.requestedAt(),
                erasure.finishedAt(),
                Counts.of(erasure.counts()),
                erasure.dropped(),
                NOT_ERASED);
    }
}
