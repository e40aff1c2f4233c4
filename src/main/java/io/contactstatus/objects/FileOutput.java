package io.contactstatus.objects;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is written to a file, of which the kernel copies what is in another one already.
final class FileOutput extends OutputStream {

    private static final int BUFFER = 64 * 1024;

    /// Channels copy what lies in the heap once more, into buffers of their threads: small ones stay in the cache.
    private static final int AT_ONCE = 128 * 1024;

    private final FileChannel channel;
    private byte @Nullable [] buffer;
    private int buffered;

    /// @param channel written to from where it stands
    FileOutput(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet});
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, bytes.length);
        if (buffered + count > BUFFER) {
            flush();
        }
        if (count >= BUFFER) {
            writeAll(bytes, from, count);
            return;
        }
        var there = buffer == null ? new byte[BUFFER] : buffer;
        buffer = there;
        System.arraycopy(bytes, from, there, buffered, count);
        buffered += count;
    }

    @Override
    public void flush() throws IOException {
        if (buffer != null) {
            writeAll(buffer, 0, buffered);
            buffered = 0;
        }
    }

    private void writeAll(byte[] bytes, int from, int count) throws IOException {
        for (var done = 0; done < count; ) {
            done += channel.write(ByteBuffer.wrap(bytes, from + done, Math.min(AT_ONCE, count - done)));
        }
    }

    void copy(FileChannel source, long from, long to) throws IOException {
        flush();
        for (var at = from; at < to; ) {
            var copied = source.transferTo(at, to - at, channel);
            if (copied <= 0) {
                throw new IOException("a file that ends earlier than it did");
            }
            at += copied;
        }
    }
}
