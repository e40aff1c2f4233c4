package io.contactstatus.standin;

import java.util.Random;
import java.util.SplittableRandom;

/// What two people say to each other, as tones: the customer's is higher than the agent's, they take turns, and
/// sometimes speak at once. Before the agent is there the customer hears music.
///
/// A pure function of its seed and the time, so that any second of it can be made when it is due.
public final class SpokenTalk {

    private static final int PER_SECOND = 8_000;
    private static final int TURN_MILLIS = 4_000;
    private static final double[] MUSIC = {261.6, 329.6, 392.0, 523.3};

    private final long seed;
    private final int answeredMillis;

    /// @param answeredMillis when the agent is there, from the beginning
    public SpokenTalk(long seed, int answeredMillis) {
        this.seed = seed;
        this.answeredMillis = answeredMillis;
    }

    public byte[] customer(int fromMillis, int samples) {
        return side(fromMillis, samples, true);
    }

    public byte[] agent(int fromMillis, int samples) {
        return side(fromMillis, samples, false);
    }

    private byte[] side(int fromMillis, int samples, boolean customer) {
        var bytes = new byte[samples * 2];
        for (var i = 0; i < samples; i++) {
            var millis = fromMillis + i * 1_000 / PER_SECOND;
            var seconds = (double) fromMillis / 1_000 + (double) i / PER_SECOND;
            var sample = (short) (32_767 * amplitude(millis, customer) * wave(seconds, millis, customer));
            bytes[2 * i] = (byte) sample;
            bytes[2 * i + 1] = (byte) (sample >> 8);
        }
        return bytes;
    }

    private double amplitude(int millis, boolean customer) {
        if (millis < answeredMillis) {
            return customer ? 0 : 0.1;
        }
        var turn = millis / TURN_MILLIS;
        var dice = new SplittableRandom(seed * 31 + turn).nextInt(10);
        // One speaks, then the other; now and then both, or nobody.
        var speaks = dice == 0 || (dice != 1 && (turn % 2 == 0) == customer);
        var syllable = millis % 250 < 180;
        return speaks && syllable && millis % TURN_MILLIS < TURN_MILLIS - 500 ? 0.3 : 0;
    }

    private double wave(double seconds, int millis, boolean customer) {
        if (millis < answeredMillis) {
            return Math.sin(2 * Math.PI * MUSIC[millis / 500 % MUSIC.length] * seconds);
        }
        var pitch = (customer ? 220 : 120) + new Random(seed + millis / 250).nextInt(40);
        return 0.5 * Math.sin(2 * Math.PI * pitch * seconds)
                + 0.3 * Math.sin(2 * Math.PI * 3 * pitch * seconds)
                + 0.2 * Math.sin(2 * Math.PI * 7 * pitch * seconds);
    }
}
