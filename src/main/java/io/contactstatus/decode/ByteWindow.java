package io.contactstatus.decode;

import java.io.IOException;
import java.io.InputStream;

/// A stream with a view of the bytes that come next, and a way back over the last few.
final class ByteWindow {

    private static final int SIZE = 64 * 1024;
    private static final int KEPT = 16;

    private final InputStream stream;
    private final byte[] buffer = new byte[SIZE];
    private int next;
    private int end;
    private long base;

    ByteWindow(InputStream stream) {
        this.stream = stream;
    }

    /// Whether so many bytes are still to come.
    boolean has(int count) throws IOException {
        while (end - next < count) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (end == SIZE || next > SIZE / 2) {
            var from = Math.max(0, next - KEPT);
            System.arraycopy(buffer, from, buffer, 0, end - from);
            base += from;
            end -= from;
            next -= from;
        }
        var read = stream.read(buffer, end, SIZE - end);
        end += Math.max(read, 0);
        return read >= 0;
    }

    /// One of the bytes to come, that [#has] has found.
    byte at(int ahead) {
        return buffer[next + ahead];
    }

    void skip(int count) {
        next += count;
    }

    void back(int count) {
        next -= count;
    }

    /// How many bytes were passed.
    long position() {
        return base + next;
    }

    byte[] buffer() {
        return buffer;
    }

    /// Where in the buffer the next byte is.
    int from() {
        return next;
    }

    int available() {
        return end - next;
    }
}
