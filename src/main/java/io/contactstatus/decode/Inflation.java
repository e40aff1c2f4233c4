package io.contactstatus.decode;

import java.util.ArrayList;
import java.util.List;
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

    /// The memory that [#content] takes stays held.
    ///
    /// @param most bytes that may come out
    static Inflation of(byte[] compressed, long most, DecodeMemory memory) {
        var content = new Bounded(most, memory);
        var at = 0;
        try {
            // What a pipe puts between records it puts between compressed ones too.
            for (at = JsonValues.afterSpace(compressed, 0); at < compressed.length; ) {
                at = JsonValues.afterSpace(compressed, piece(compressed, at, content));
            }
            return new Inflation(content.all(), null, at);
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
            while (!inflater.finished()) {
                content.inflate(inflater);
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
    ///
    /// In pieces, because an array that grows is there twice or three times whenever it does.
    private static final class Bounded {

        private static final int FIRST_PIECE = 8 * 1024;
        private static final int LARGEST_PIECE = 1024 * 1024;

        private final List<byte[]> pieces = new ArrayList<>();
        private final CRC32 checksum = new CRC32();
        private final DecodeMemory memory;
        private final long most;
        private byte[] piece = new byte[0];
        private int inPiece;
        private long held;
        private boolean full;
        private int size;
        private int kept;

        Bounded(long most, DecodeMemory memory) {
            this.most = most;
            this.memory = memory;
        }

        void begin() {
            checksum.reset();
        }

        void inflate(Inflater inflater) throws DataFormatException {
            if (inPiece == piece.length) {
                next();
            }
            var count = inflater.inflate(piece, inPiece, piece.length - inPiece);
            if (count == 0 && !inflater.finished()) {
                throw new DataFormatException();
            }
            full = size + (long) count > most;
            if (full) {
                throw new DataFormatException();
            }
            checksum.update(piece, inPiece, count);
            inPiece += count;
            size += count;
        }

        private void next() {
            var length = Math.min(LARGEST_PIECE, Math.max(FIRST_PIECE, piece.length * 2));
            // Once more for what is joined of the pieces.
            memory.hold(2L * length);
            held += 2L * length;
            piece = new byte[length];
            inPiece = 0;
            pieces.add(piece);
        }

        void keep() {
            kept = size;
        }

        long checksum() {
            return checksum.getValue();
        }

        int sizeOfPart() {
            return size - kept;
        }

        boolean isFull() {
            return full;
        }

        byte[] all() {
            return joined(size);
        }

        byte[] kept() {
            return joined(kept);
        }

        private byte[] joined(int length) {
            var joined = new byte[length];
            var at = 0;
            for (var part : pieces) {
                var count = Math.min(part.length, length - at);
                System.arraycopy(part, 0, joined, at, count);
                at += count;
            }
            memory.free(held - length);
            return joined;
        }
    }
}
