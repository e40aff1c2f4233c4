package io.contactstatus.decode;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Inflates gzip and zlib, of which there may be several one after the other, with or without blanks between
/// them.
///
/// [java.util.zip.GZIPInputStream] takes a damaged second member for the end and drops it without a word; here
/// what could be inflated and what could not are both told.
///
/// @param content of everything up to the damage
/// @param problem null when all is well, else in words that quote nothing
/// @param damaged where in the compressed bytes the damaged part begins
record Inflation(byte[] content, @Nullable String problem, int damaged) {

    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    static boolean isGzip(byte[] bytes, int at) {
        return bytes.length - at >= 2 && bytes[at] == 0x1f && bytes[at + 1] == (byte) 0x8b;
    }

    static boolean isZlib(byte[] bytes, int at) {
        if (bytes.length - at < 2) {
            return false;
        }
        var method = bytes[at] & 0xff;
        var flags = bytes[at + 1] & 0xff;
        var hasDictionary = (flags & 0x20) != 0;
        return (method & 0x0f) == 8 && method <= 0x78 && !hasDictionary && (method * 256 + flags) % 31 == 0;
    }

    static boolean isOne(byte[] bytes) {
        var at = JsonValues.afterSpace(bytes, 0);
        return isGzip(bytes, at) || isZlib(bytes, at);
    }

    /// @param most bytes that may come out
    static Inflation of(byte[] compressed, long most) {
        var content = new Bounded(most);
        var at = 0;
        try {
            // What a pipe puts between records it puts between compressed ones too.
            for (at = JsonValues.afterSpace(compressed, 0); at < compressed.length; ) {
                at = JsonValues.afterSpace(compressed, piece(compressed, at, content));
            }
            return new Inflation(content.toByteArray(), null, at);
        } catch (DataFormatException damage) {
            return new Inflation(content.kept(), content.isFull() ? "inflates to too much" : "damaged compression", at);
        }
    }

    /// @return where the next one begins, or what is put between
    private static int piece(byte[] bytes, int start, Bounded content) throws DataFormatException {
        if (isGzip(bytes, start)) {
            return member(bytes, start, content);
        }
        if (!isZlib(bytes, start)) {
            throw new DataFormatException();
        }
        content.begin();
        var end = inflate(bytes, start, false, content);
        content.keep();
        return end;
    }

    private static int member(byte[] bytes, int start, Bounded content) throws DataFormatException {
        content.begin();
        var end = inflate(bytes, headerEnd(bytes, start), true, content);
        if (bytes.length - end < GZIP_TRAILER
                || littleEndian(bytes, end) != (int) content.checksum()
                || littleEndian(bytes, end + 4) != content.sizeOfPart()) {
            throw new DataFormatException();
        }
        content.keep();
        return end + GZIP_TRAILER;
    }

    private static int headerEnd(byte[] bytes, int start) throws DataFormatException {
        var at = start + GZIP_HEADER;
        if (at > bytes.length) {
            throw new DataFormatException();
        }
        var flags = bytes[start + 3];
        if ((flags & EXTRA) != 0) {
            if (at + 2 > bytes.length) {
                throw new DataFormatException();
            }
            at += 2 + (bytes[at] & 0xff) + ((bytes[at + 1] & 0xff) << 8);
        }
        if ((flags & NAME) != 0) {
            at = afterZero(bytes, at);
        }
        if ((flags & COMMENT) != 0) {
            at = afterZero(bytes, at);
        }
        return at + ((flags & CHECKSUM) != 0 ? 2 : 0);
    }

    private static int afterZero(byte[] bytes, int from) throws DataFormatException {
        for (var at = from; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                return at + 1;
            }
        }
        throw new DataFormatException();
    }

    /// @return where the compressed data ends
    private static int inflate(byte[] bytes, int from, boolean bare, Bounded content) throws DataFormatException {
        if (from > bytes.length) {
            throw new DataFormatException();
        }
        var inflater = new Inflater(bare);
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            var buffer = new byte[8192];
            while (!inflater.finished()) {
                var count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw new DataFormatException();
                }
                content.add(buffer, count);
            }
            return bytes.length - inflater.getRemaining();
        } finally {
            inflater.end();
        }
    }

    private static int littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    /// What came out so far, member by member: one that turns out to be damaged is not kept.
    private static final class Bounded {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final CRC32 checksum = new CRC32();
        private final long most;
        private boolean full;
        private int kept;

        Bounded(long most) {
            this.most = most;
        }

        void begin() {
            checksum.reset();
        }

        void add(byte[] bytes, int count) throws DataFormatException {
            full = out.size() + (long) count > most;
            if (full) {
                throw new DataFormatException();
            }
            out.write(bytes, 0, count);
            checksum.update(bytes, 0, count);
        }

        void keep() {
            kept = out.size();
        }

        long checksum() {
            return checksum.getValue();
        }

        int sizeOfPart() {
            return out.size() - kept;
        }

        boolean isFull() {
            return full;
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }

        byte[] kept() {
            return Arrays.copyOf(out.toByteArray(), kept);
        }
    }
}
