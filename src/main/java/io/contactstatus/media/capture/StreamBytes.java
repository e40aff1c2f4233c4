package io.contactstatus.media.capture;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.exception.SdkException;

/// The SDK's body of a response, of which any failure is an [IOException]: also one that was hung up from elsewhere.
final class StreamBytes extends FilterInputStream {

    StreamBytes(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (SdkException | IllegalStateException aborted) {
            throw new IOException(aborted);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        try {
            return in.read(bytes, offset, count);
        } catch (SdkException | IllegalStateException aborted) {
            throw new IOException(aborted);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            return in.skip(count);
        } catch (SdkException | IllegalStateException aborted) {
            throw new IOException(aborted);
        }
    }

    /// Nothing is known before it is read; readers that buffer ask this, and must not fail by it.
    @Override
    public int available() {
        return 0;
    }
}
