package io.contactstatus.ingest;

import io.contactstatus.contact.Agent;
import io.contactstatus.decode.Decoded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One record of a batch, out of the envelopes it came in, and whether the store has refused it.
final class BatchRecord {

    private final int index;
    private final RawRecord origin;
    private final Decoded decoded;
    private volatile @Nullable String refusal;

    /// @param index among the records of the batch, envelopes opened, from 0
    BatchRecord(int index, RawRecord origin, Decoded decoded) {
        this.index = index;
        this.origin = origin;
        this.decoded = decoded;
    }

    int index() {
        return index;
    }

    RawRecord origin() {
        return origin;
    }

    /// Where it was in its pipe.
    String position() {
        return origin.position();
    }

    Decoded decoded() {
        return decoded;
    }

    @Nullable
    Agent agent() {
        return decoded instanceof Decoded.Update said ? said.agent() : null;
    }

    List<Decoded.ContactUpdate> contacts() {
        return decoded instanceof Decoded.Update said ? said.contacts() : List.of();
    }

    /// @param reason null when it was stored: that does not take back an earlier refusal of another part of it
    void refuse(@Nullable String reason) {
        if (reason != null) {
            refusal = reason;
        }
    }

    /// Why the store will never take it; null when it has.
    @Nullable
    String refusal() {
        return refusal;
    }
}
