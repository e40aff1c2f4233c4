package io.contactstatus.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that breaks off where it becomes longer than anybody honest would make it.
final class BoundedStream extends FilterInputStream {

    private long left;

    BoundedStream(InputStream stream, long longest) {
        super(stream);
        left = longest;
    }

    @Override
    public int read() throws IOException {
        var read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new IOException("longer than allowed");
        }
    }
}
