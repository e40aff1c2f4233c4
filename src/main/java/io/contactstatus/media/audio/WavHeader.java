package io.contactstatus.media.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// What stands before the samples of a WAV file.
public final class WavHeader {

    public static final int BYTES = 44;

    private static final int FORMAT_BYTES = 16;
    private static final short PCM = 1;
    private static final long MOST_DATA = 0xffff_ffffL - BYTES;

    private WavHeader() {}

    /// @param dataBytes more than four gigabytes are told as four, which players take for "to the end"
    public static byte[] of(int channels, long dataBytes) {
        var data = Math.min(dataBytes, MOST_DATA);
        var frame = channels * Pcm.BYTES;
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt((int) (data + BYTES - 8))
                .put(ascii("WAVEfmt "))
                .putInt(FORMAT_BYTES)
                .putShort(PCM)
                .putShort((short) channels)
                .putInt(Pcm.PER_SECOND)
                .putInt(Pcm.PER_SECOND * frame)
                .putShort((short) frame)
                .putShort((short) (Pcm.BYTES * 8))
                .put(ascii("data"))
                .putInt((int) data)
                .array();
    }

    /// What such a header says.
    public static long dataBytes(byte[] header) {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(BYTES - Integer.BYTES));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
