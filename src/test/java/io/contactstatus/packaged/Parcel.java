package io.contactstatus.packaged;

import java.io.ByteArrayOutputStream;
import java.util.List;

/// Records that travel in one request, and what acknowledges it.
record Parcel(String path, byte[] body, int acknowledgement) {

    static Parcel alone(byte[] payload) {
        return new Parcel("/ingest", payload, 202);
    }

    /// One after the other with nothing between them: for JSON alone, not for what is compressed.
    static Parcel concatenated(List<byte[]> payloads) {
        var body = new ByteArrayOutputStream();
        payloads.forEach(body::writeBytes);
        return new Parcel("/ingest", body.toByteArray(), 202);
    }

    static Parcel throughFirehose(List<byte[]> payloads) {
        return new Parcel("/ingest/firehose", Service.firehoseBody(payloads), 200);
    }
}
