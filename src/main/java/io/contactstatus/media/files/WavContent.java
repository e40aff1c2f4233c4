package io.contactstatus.media.files;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.objects.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongFunction;

/// WAV files of which any range can be written, out of windows of samples.
public final class WavContent {

    private WavContent() {}

    /// @param windows the samples of all channels interleaved, from a multiple of `size` on, as many as are there up to
    ///   `size` of each channel
    public static ObjectStore.Content of(int channels, long samples, LongFunction<byte[]> windows, int size) {
        var frame = channels * Pcm.BYTES;
        return (from, to, out) -> {
            var header = WavHeader.of(channels, samples * frame);
            if (from < header.length) {
                out.write(header, (int) from, (int) (Math.min(to, header.length) - from));
            }
            write(
                    Math.max(0, from - header.length),
                    Math.min(samples * frame, to - header.length),
                    frame,
                    windows,
                    size,
                    out);
        };
    }

    private static void write(long from, long to, int frame, LongFunction<byte[]> windows, int size, OutputStream out)
            throws IOException {
        for (var at = from; at < to; ) {
            var window = at / frame / size * size;
            var bytes = windows.apply(window);
            var skipped = (int) (at - window * frame);
            var count = (int) Math.min(bytes.length - skipped, to - at);
            out.write(bytes, skipped, count);
            at += count;
        }
    }
}
