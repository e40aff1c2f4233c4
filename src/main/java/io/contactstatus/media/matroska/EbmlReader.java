package io.contactstatus.media.matroska;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
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
    private long position;
    private int id;
    private long size;

    EbmlReader(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /// What is within an element, which is read already: it needs no buffer of its own.
    EbmlReader(byte[] body) {
        in = new ByteArrayInputStream(body);
    }

    /// False at an end of the input where an element could have begun.
    ///
    /// @throws EOFException at an end anywhere else
    /// @throws MalformedMatroska when there is no element here
    boolean next() throws IOException {
        var first = in.read();
        if (first < 0) {
            return false;
        }
        position++;
        id = readId(first);
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

    byte[] body(int most) throws IOException {
        if (size < 0 || size > most) {
            throw new MalformedMatroska("an element of " + size + " bytes");
        }
        var body = in.readNBytes((int) size);
        position += body.length;
        if (body.length < size) {
            throw new EOFException();
        }
        return body;
    }

    void skip() throws IOException {
        if (size < 0) {
            throw new MalformedMatroska("an element of unknown size that has to be skipped");
        }
        for (var left = size; left > 0; ) {
            var skipped = in.skip(left);
            if (skipped <= 0) {
                if (in.read() < 0) {
                    throw new EOFException();
                }
                skipped = 1;
            }
            left -= skipped;
            position += skipped;
        }
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

    private int octet() throws IOException {
        var octet = in.read();
        if (octet < 0) {
            throw new EOFException();
        }
        position++;
        return octet;
    }
}
