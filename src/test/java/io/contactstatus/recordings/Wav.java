package io.contactstatus.recordings;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Audio files for tests: 16 bit, as Amazon Connect records.
public final class Wav {

    public static final int HEADER = 44;

    private Wav() {}

    /// Stereo, 400 Hz.
    public static byte[] tone(int rate, int seconds) {
        var samples = rate * seconds;
        var file = ByteBuffer.allocate(HEADER + samples * 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put(header(rate, 2, samples * 4));
        for (var index = 0; index < samples; index++) {
            var sample = (short) (8_000 * Math.sin(2 * Math.PI * 400 * index / rate));
            file.putShort(sample).putShort(sample);
        }
        return file.array();
    }

    /// @param length of the samples in bytes
    public static byte[] header(int rate, int channels, int length) {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(length + 36)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * 2)
                .putShort((short) (channels * 2))
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(length)
                .array();
    }
}
