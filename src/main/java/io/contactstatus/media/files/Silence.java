package io.contactstatus.media.files;

import java.io.IOException;
import java.io.OutputStream;

/// Samples of nothing.
final class Silence {

    private static final byte[] SOME = new byte[64 * 1024];

    private Silence() {}

    /// @param bytes none where it is less than one
    static void write(long bytes, OutputStream out) throws IOException {
        for (var left = bytes; left > 0; left -= SOME.length) {
            out.write(SOME, 0, (int) Math.min(left, SOME.length));
        }
    }
}
