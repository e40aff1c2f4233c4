package io.contactstatus.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Fails with an [IOException] once more than the allowed bytes were read.
final class BoundedInputStream extends FilterInputStream {

    private long left;

    BoundedInputStream(InputStream stream, long longest) {
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
