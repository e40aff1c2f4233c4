package io.contactstatus.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Fails with [IngestOverloaded] once the body is read for too long: one that arrives a byte at a time would hold the
/// memory of everything that comes in, and each byte begins the timeout of the connection anew.
final class DeadlineInputStream extends FilterInputStream {

    private final long until;

    /// @param until as [System#nanoTime()] has it
    DeadlineInputStream(InputStream stream, long until) {
        super(stream);
        this.until = until;
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        check();
        return super.read(buffer, offset, length);
    }

    private void check() {
        if (System.nanoTime() - until > 0) {
            throw IngestOverloaded.time();
        }
    }
}
