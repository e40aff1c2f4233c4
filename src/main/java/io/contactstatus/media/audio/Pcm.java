package io.contactstatus.media.audio;

import java.time.Duration;

/// Linear PCM as Amazon Connect streams it: 8,000 samples a second, 16 bit, little-endian.
public final class Pcm {

    public static final int PER_SECOND = 8_000;
    public static final int PER_MILLI = 8;
    public static final int BYTES = 2;

    /// What one block of Amazon Connect has, and one frame of the spectrum.
    public static final int PER_FRAME = 512;

    public static final int FRAME_MILLIS = PER_FRAME / PER_MILLI;

    private Pcm() {}

    public static long in(Duration time) {
        return time.toMillis() * PER_MILLI;
    }

    public static int at(byte[] samples, int index) {
        return (short) ((samples[index * BYTES] & 0xff) | (samples[index * BYTES + 1] << 8));
    }
}
