package io.contactstatus.packaged;

import java.util.Arrays;
import java.util.Random;

/// Records that nobody can read, no two alike.
final class Poison {

    private Poison() {}

    /// @param sound a record that can be read
    static byte[] any(Random random, byte[] sound) {
        var noise = new byte[48];
        random.nextBytes(noise);
        for (var index = 0; index < noise.length; index++) {
            // Nothing that could end one record and begin another: that would be several dead letters.
            noise[index] |= (byte) 0x80;
        }
        return switch (random.nextInt(4)) {
            // What a full buffer leaves of a record.
            case 0 -> joined(Arrays.copyOf(sound, sound.length / 2), noise);
            // The beginning of something compressed.
            case 1 -> joined(new byte[] {0x1f, (byte) 0x8b, 8, 0}, noise);
            // The beginning of what the Kinesis Producer Library puts together.
            case 2 -> joined(new byte[] {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2}, noise);
            default -> joined(new byte[] {'{', '"'}, noise);
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
