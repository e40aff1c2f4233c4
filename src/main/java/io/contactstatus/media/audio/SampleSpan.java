package io.contactstatus.media.audio;

import io.contactstatus.media.matroska.Side;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Samples at their place. Between two spans of a side there is silence.
///
/// @param offset in samples from the start of the recording
public record SampleSpan(Side side, long offset, byte[] samples) {

    public long end() {
        return offset + samples.length / Pcm.BYTES;
    }

    /// Puts what of these lies within into an array of those samples.
    ///
    /// @param from the array's first sample
    /// @param to the one after its last
    public void copyInto(byte[] window, long from, long to) {
        var first = Math.max(from, offset);
        var end = Math.min(to, end());
        if (first < end) {
            System.arraycopy(
                    samples,
                    (int) (first - offset) * Pcm.BYTES,
                    window,
                    (int) (first - from) * Pcm.BYTES,
                    (int) (end - first) * Pcm.BYTES);
        }
    }

    /// What of it lies within.
    ///
    /// @return null where nothing does
    public @Nullable SampleSpan within(long from, long to) {
        var first = Math.max(from, offset);
        var end = Math.min(to, end());
        if (first >= end) {
            return null;
        }
        return first == offset && end == end()
                ? this
                : new SampleSpan(
                        side,
                        first,
                        Arrays.copyOfRange(
                                samples, (int) (first - offset) * Pcm.BYTES, (int) (end - offset) * Pcm.BYTES));
    }
}
