package io.contactstatus.ingest;

/// One record as a pipe delivered it.
///
/// @param position where it was in its pipe, so that an operator can find it again; no part of its content
public record RawRecord(byte[] payload, String position) {

    int size() {
        return payload.length;
    }
}
