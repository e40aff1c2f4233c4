package io.contactstatus.simulator;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One record as it would come out of a stream. A class and not a record, so that two with the same bytes are
/// equal.
public final class SimulatedRecord {

    private final Instant at;
    private final RecordKind kind;
    private final String partitionKey;
    private final byte[] payload;

    SimulatedRecord(Instant at, RecordKind kind, String partitionKey, byte[] payload) {
        this.at = at;
        this.kind = kind;
        this.partitionKey = partitionKey;
        this.payload = payload;
    }

    /// When Amazon would emit it, which is later than what it tells about; after a [Disturbance], when it
    /// arrives.
    public Instant at() {
        return at;
    }

    public RecordKind kind() {
        return kind;
    }

    /// What keeps records together on a shard: the contact, the agent or the log stream.
    public String partitionKey() {
        return partitionKey;
    }

    /// Not copied; not to be written to.
    public byte[] payload() {
        return payload;
    }

    SimulatedRecord arrivingAt(Instant arrival) {
        return new SimulatedRecord(arrival, kind, partitionKey, payload);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SimulatedRecord record
                && at.equals(record.at)
                && kind == record.kind
                && partitionKey.equals(record.partitionKey)
                && Arrays.equals(payload, record.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(at, kind, partitionKey, Arrays.hashCode(payload));
    }

    @Override
    public String toString() {
        return kind + " of " + partitionKey + " at " + at;
    }
}
