package io.contactstatus.simulator;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/// The only source of chance. The same dice thrown in the same order give the same story.
final class Dice {

    // Area codes that exist; with them 555-01xx is reserved for fiction, so that nobody's number is ever shown.
    private static final List<String> AREA_CODES = List.of(
            "201", "202", "206", "212", "213", "214", "215", "216", "217", "219", "224", "225", "228", "229", "231",
            "239", "240", "248", "251", "252", "253", "254", "256", "260", "262", "267", "269", "270", "276", "281",
            "301", "302", "303", "304", "305", "307", "308", "309", "310", "312", "313", "314", "315", "316", "317",
            "318", "319", "320", "321", "323");

    private final SplittableRandom random;

    Dice(SplittableRandom random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /// Both ends included.
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T anyOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String uuid() {
        var most = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        var least = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(most, least).toString();
    }

    String digits(int count) {
        var digits = new StringBuilder(count);
        for (var i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    String phoneNumber() {
        return "+1" + anyOf(AREA_CODES) + "55501" + digits(2);
    }
}
