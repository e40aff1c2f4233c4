package io.contactstatus.ingest;

import org.jspecify.annotations.Nullable;

/// One record as a pipe delivered it.
///
/// @param position where it was in its pipe, so that an operator can find it again; no part of its content
/// @param parcel what it came in together with others, where there is such a thing: the object in a bucket, or the
///   record of Kinesis that was put together of several
public record RawRecord(
        byte[] payload, String position, @Nullable String parcel) {

    public RawRecord(byte[] payload, String position) {
        this(payload, position, null);
    }

    int size() {
        return payload.length;
    }

    /// Not merely alike: the same records may come twice.
    @SuppressWarnings("ReferenceEquality")
    boolean cameWith(RawRecord other) {
        return this == other || (parcel != null && parcel.equals(other.parcel));
    }
}
