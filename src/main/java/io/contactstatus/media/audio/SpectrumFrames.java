package io.contactstatus.media.audio;

import io.contactstatus.media.matroska.Side;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// How one side sounded for about a second, frame by frame.
///
/// @param startedAt of the first frame; the others follow without a gap
/// @param levelDb of each frame, to a tenth
/// @param bars of each frame, as [Spectrum] has them
public record SpectrumFrames(Side side, Instant startedAt, List<Double> levelDb, List<int[]> bars) {

    public SpectrumFrames {
        levelDb = List.copyOf(levelDb);
        bars = List.copyOf(bars);
    }

    /// One for each side and for each stretch of it without a gap.
    ///
    /// @param spans in order
    public static List<SpectrumFrames> of(long startMillis, List<SampleSpan> spans) {
        var all = new ArrayList<SpectrumFrames>();
        for (var side : Side.values()) {
            var samples = new ByteArrayOutputStream();
            var from = 0L;
            var end = 0L;
            for (var span : spans) {
                if (span.side() != side) {
                    continue;
                }
                if (samples.size() > 0 && span.offset() != end) {
                    all.add(of(side, startMillis, from, samples.toByteArray()));
                    samples.reset();
                }
                from = samples.size() == 0 ? span.offset() : from;
                samples.writeBytes(span.samples());
                end = span.end();
            }
            if (samples.size() > 0) {
                all.add(of(side, startMillis, from, samples.toByteArray()));
            }
        }
        return all;
    }

    private static SpectrumFrames of(Side side, long startMillis, long from, byte[] samples) {
        var levels = new ArrayList<Double>();
        var bars = new ArrayList<int[]>();
        var count = samples.length / Pcm.BYTES;
        for (var first = 0; first < count; first += Pcm.PER_FRAME) {
            var db = Level.db(samples, first, Math.min(count, first + Pcm.PER_FRAME));
            levels.add(Math.round(db * 10) / 10.0);
            bars.add(Spectrum.bars(samples, first));
        }
        return new SpectrumFrames(side, Instant.ofEpochMilli(startMillis + from / Pcm.PER_MILLI), levels, bars);
    }
}
