package io.contactstatus.media.matroska;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// EBML (RFC 8794), pulled element by element: [#next] reads an id and a size, then the caller takes the body, skips
/// it, or goes on with [#next], which descends.
///
/// Nothing is read ahead of an element's end, so what has arrived is handed on at once.
final class EbmlReader {

    static final long UNKNOWN_SIZE = -1;

    private static final int BUFFER = 16 * 1024;
    private static final int LONGEST_ID = 4;

    private final InputStream in;
    private final byte[] buffer;
    private int at;
    private int limit;
    private long position;
    private int id;
    private long size;

    EbmlReader(InputStream in) {
        this.in = in;
        buffer = new byte[BUFFER];
    }

    /// What is within an element, which is read already.
    EbmlReader(byte[] body) {
        in = InputStream.nullInputStream();
        buffer = body;
        limit = body.length;
    }

    /// False at an end of the input where an element could have begun.
    ///
    /// @throws EOFException at an end anywhere else
    /// @throws MalformedMatroska when there is no element here
    boolean next() throws IOException {
        if (at == limit && !fill()) {
            return false;
        }
        id = readId(octet());
        size = readSize();
        return true;
    }

    int id() {
        return id;
    }

    /// Of the body, or [#UNKNOWN_SIZE].
    long size() {
        return size;
    }

    /// How many bytes were read.
    long position() {
        return position;
    }

    /// Of a body that is not longer than that.
    int size(int most) throws IOException {
        if (size < 0 || size > most) {
            throw new MalformedMatroska("an element of " + size + " bytes");
        }
        return (int) size;
    }

    byte[] body(int most) throws IOException {
        return bytes(size(most));
    }

    /// The next ones of the body, when the caller takes it in pieces.
    byte[] bytes(int count) throws IOException {
        var bytes = new byte[count];
        for (var done = 0; done < count; ) {
            var there = Math.min(count - done, limit - at);
            if (there > 0) {
                System.arraycopy(buffer, at, bytes, done, there);
                at += there;
            } else if (!fill()) {
                throw new EOFException();
            }
            done += there;
        }
        position += count;
        return bytes;
    }

    void skip() throws IOException {
        if (size < 0) {
            throw new MalformedMatroska("an element of unknown size that has to be skipped");
        }
        skip(size);
    }

    void skip(long count) throws IOException {
        for (var left = count; left > 0; ) {
            if (at == limit && !fill()) {
                throw new EOFException();
            }
            var there = (int) Math.min(left, limit - at);
            at += there;
            left -= there;
        }
        position += count;
    }

    /// Reads what has arrived, and waits only where nothing has.
    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private int readId(int first) throws IOException {
        var length = Integer.numberOfLeadingZeros(first) - 23;
        if (length > LONGEST_ID) {
            throw new MalformedMatroska("no element begins here");
        }
        var value = first;
        for (var i = 1; i < length; i++) {
            value = (value << 8) | octet();
        }
        return value;
    }

    private long readSize() throws IOException {
        var first = octet();
        var length = Integer.numberOfLeadingZeros(first) - 23;
        if (length > 8) {
            throw new MalformedMatroska("a size without an end");
        }
        var value = (long) (first & (0xff >> length));
        for (var i = 1; i < length; i++) {
            value = (value << 8) | octet();
        }
        return value == (1L << (7 * length)) - 1 ? UNKNOWN_SIZE : value;
    }

    int octet() throws IOException {
        if (at == limit && !fill()) {
            throw new EOFException();
        }
        position++;
        return buffer[at++] & 0xff;
    }
}
