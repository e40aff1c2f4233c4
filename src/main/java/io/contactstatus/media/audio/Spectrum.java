package io.contactstatus.media.audio;

import java.util.Arrays;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/// What a frame of 64 ms is made of, as 64 bars of 62.5 Hz each. A sine of full scale on a bin is 0 dBFS.
public final class Spectrum {

    public static final int BARS = 64;

    static final double FLOOR_DB = -96;

    private static final int BINS_PER_BAR = Pcm.PER_FRAME / 2 / BARS;
    private static final double FULL_SCALE = 32_768;
    private static final int HIGHEST = 255;
    private static final double[] HANN = new double[Pcm.PER_FRAME];

    static {
        Arrays.setAll(HANN, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / Pcm.PER_FRAME));
    }

    private Spectrum() {}

    /// Each from 0, for -96 dBFS and less, to 255, by the loudest bin of the bar.
    ///
    /// @param from the first sample of the frame; what is missing of its end is silence
    public static int[] bars(byte[] samples, int from) {
        var frame = new double[Pcm.PER_FRAME];
        var there = Math.min(Pcm.PER_FRAME, samples.length / Pcm.BYTES - from);
        for (var i = 0; i < there; i++) {
            frame[i] = Pcm.at(samples, from + i) / FULL_SCALE * HANN[i];
        }
        var bins = new FastFourierTransformer(DftNormalization.STANDARD).transform(frame, TransformType.FORWARD);
        var bars = new int[BARS];
        for (var bar = 0; bar < BARS; bar++) {
            var loudest = 0.0;
            for (var bin = bar * BINS_PER_BAR; bin < (bar + 1) * BINS_PER_BAR; bin++) {
                loudest = Math.max(loudest, bins[bin].abs());
            }
            // The sum over a Hann window is half of its length, and a sine is in two bins.
            bars[bar] = height(loudest * 4 / Pcm.PER_FRAME);
        }
        return bars;
    }

    private static int height(double amplitude) {
        var db = amplitude <= 0 ? FLOOR_DB : 20 * Math.log10(amplitude);
        return (int) Math.clamp(Math.round(HIGHEST * (db - FLOOR_DB) / -FLOOR_DB), 0L, HIGHEST);
    }
}
