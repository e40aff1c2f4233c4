package io.contactstatus.decode;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// One member of gzip, or one piece of zlib, inflated. It takes exactly its own bytes from the window: what
/// follows it may be anything.
final class InflatedMember extends InputStream {

    private static final int GZIP_HEADER = 10;
    private static final int CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final ByteWindow in;
    private final boolean gzip;
    private final Inflater inflater;
    private final CRC32 checksum = new CRC32();
    private final byte[] one = new byte[1];
    private boolean begun;
    private boolean ended;
    private @Nullable Damaged damage;

    /// It is not what it seemed to be, or breaks off.
    static final class Damaged extends IOException {

        private static final long serialVersionUID = 1;

        Damaged(String reason) {
            super(reason);
        }
    }

    /// Whether this member is what the damage is about, and not one around it.
    boolean isDamagedBy(Damaged other) {
        return damage == other;
    }

    private Damaged damaged(String reason) {
        inflater.end();
        damage = new Damaged(reason);
        return damage;
    }

    static boolean beginsAt(ByteWindow in) throws IOException {
        if (!in.has(2)) {
            return false;
        }
        var start = new byte[] {in.at(0), in.at(1)};
        return Inflation.isGzip(start, 0) || Inflation.isZlib(start, 0);
    }

    InflatedMember(ByteWindow in) {
        this.in = in;
        gzip = in.at(0) == 0x1f;
        begun = !gzip;
        inflater = new Inflater(gzip);
    }

    private void skipHeader() throws IOException {
        need(GZIP_HEADER);
        var flags = in.at(3);
        in.skip(GZIP_HEADER);
        if ((flags & EXTRA) != 0) {
            need(2);
            var length = (in.at(0) & 0xff) + ((in.at(1) & 0xff) << 8);
            in.skip(2);
            for (var skipped = 0; skipped < length; skipped++) {
                skipOne();
            }
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & CHECKSUM) != 0) {
            skipOne();
            skipOne();
        }
    }

    private void skipText() throws IOException {
        byte skipped;
        do {
            skipped = skipOne();
        } while (skipped != 0);
    }

    private byte skipOne() throws IOException {
        need(1);
        var skipped = in.at(0);
        in.skip(1);
        return skipped;
    }

    private void need(int count) throws IOException {
        if (!in.has(count)) {
            throw damaged("compression ends in the middle");
        }
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        if (!begun) {
            begun = true;
            skipHeader();
        }
        try {
            while (!inflater.finished()) {
                var count = inflate(bytes, offset, length);
                if (count > 0) {
                    checksum.update(bytes, offset, count);
                    return count;
                }
            }
        } catch (DataFormatException damage) {
            throw damaged("damaged compression");
        }
        end();
        return -1;
    }

    private int inflate(byte[] bytes, int offset, int length) throws DataFormatException, IOException {
        need(1);
        inflater.setInput(in.buffer(), in.from(), in.available());
        var count = inflater.inflate(bytes, offset, length);
        in.skip(in.available() - inflater.getRemaining());
        if (count == 0 && inflater.needsDictionary()) {
            throw new DataFormatException();
        }
        return count;
    }

    private void end() throws IOException {
        ended = true;
        // Modulo 2^32, as gzip has it.
        var size = (int) inflater.getBytesWritten();
        inflater.end();
        if (!gzip) {
            return;
        }
        need(8);
        var sound = littleEndian(0) == (int) checksum.getValue() && littleEndian(4) == size;
        in.skip(8);
        if (!sound) {
            throw damaged("damaged compression");
        }
    }

    private int littleEndian(int from) {
        return (in.at(from) & 0xff)
                | (in.at(from + 1) & 0xff) << 8
                | (in.at(from + 2) & 0xff) << 16
                | (in.at(from + 3) & 0xff) << 24;
    }
}
