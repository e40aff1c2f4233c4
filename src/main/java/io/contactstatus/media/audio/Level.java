package io.contactstatus.media.audio;

/// How loud samples are.
public final class Level {

    private static final double FULL_SCALE = 32_768;

    private Level() {}

    /// Whether they are louder than that many dBFS: as soon as it is certain, which is soon where somebody speaks.
    static boolean isLouder(byte[] samples, int from, int to, double db) {
        var most = Math.pow(10, db / 10) * FULL_SCALE * FULL_SCALE * (to - from) / 2;
        var sum = 0L;
        for (var i = from; i < to && sum <= most; i++) {
            long sample = Pcm.at(samples, i);
            sum += sample * sample;
        }
        return sum > most;
    }

    /// In dBFS: that of a sine of full scale is 0, that of silence -96.
    ///
    /// @param from the first sample
    /// @param to the one after the last
    public static double db(byte[] samples, int from, int to) {
        var sum = 0L;
        for (var i = from; i < to; i++) {
            long sample = Pcm.at(samples, i);
            sum += sample * sample;
        }
        return sum == 0 || to <= from
                ? Spectrum.FLOOR_DB
                : Math.max(Spectrum.FLOOR_DB, 10 * Math.log10(2 * sum / (FULL_SCALE * FULL_SCALE * (to - from))));
    }
}
