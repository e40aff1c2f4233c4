package io.contactstatus.media.capture;

import io.contactstatus.media.AudioRun;
import io.contactstatus.media.AudioWave;
import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The peaks of recordings, for which all of their audio is read: few at a time, none of very long ones, and each once
/// as long as it is asked for and does not change.
final class Waves {

    /// Larger than for playing: nobody waits for the first one.
    private static final int WINDOW = 512 * 1024;

    private static final Duration LONGEST = Duration.ofHours(8);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_AT_ONCE = 2;
    private static final int MOST_KEPT = 64;

    /// What is heard of a side.
    @FunctionalInterface
    interface Samples {

        byte[] within(Side side, long from, long to);
    }

    private record Drawing(String id, long millis, long revision, int points) {}

    private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);

    private final Map<Drawing, AudioWave> drawn = new LinkedHashMap<>(16, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<Drawing, AudioWave> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /// @throws ProblemException when too many are being worked out
    Optional<AudioWave> of(AudioRun run, int points, Samples samples) {
        if (run.millis() == 0 || points < 1 || run.millis() > LONGEST.toMillis()) {
            return Optional.empty();
        }
        var drawing = new Drawing(run.id(), run.millis(), run.revision(), points);
        var known = known(drawing);
        if (known != null) {
            return Optional.of(known);
        }
        takeTurn();
        try {
            var wave = drawn(drawing, samples);
            synchronized (drawn) {
                drawn.put(drawing, wave);
            }
            return Optional.of(wave);
        } finally {
            turns.release();
        }
    }

    private @Nullable AudioWave known(Drawing drawing) {
        synchronized (drawn) {
            return drawn.get(drawing);
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(ProblemType.UNAVAILABLE, "Too many recordings are being drawn");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "The service is stopping");
        }
    }

    private static AudioWave drawn(Drawing drawing, Samples samples) {
        var pointMillis = Math.max(Pcm.FRAME_MILLIS, Math.ceilDiv(drawing.millis(), drawing.points()));
        var all = drawing.millis() * Pcm.PER_MILLI;
        return new AudioWave(
                pointMillis,
                peaks(Side.CUSTOMER, all, pointMillis * Pcm.PER_MILLI, samples),
                peaks(Side.AGENT, all, pointMillis * Pcm.PER_MILLI, samples));
    }

    private static List<Integer> peaks(Side side, long all, long samplesOfPoint, Samples samples) {
        var peaks = new int[(int) Math.ceilDiv(all, samplesOfPoint)];
        for (var first = 0L; first < all; first += WINDOW) {
            var window = samples.within(side, first, Math.min(all, first + WINDOW));
            for (var i = 0; i < window.length / Pcm.BYTES; i++) {
                var point = (int) ((first + i) / samplesOfPoint);
                peaks[point] = Math.max(peaks[point], Math.abs(Pcm.at(window, i)));
            }
        }
        return Arrays.stream(peaks)
                .map(peak -> Math.min(255, peak / 128))
                .boxed()
                .toList();
    }
}
