package io.contactstatus.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// What lies between Amazon Connect and us: records get lost, come twice and overtake each other.
///
/// Only contact events and flow logs are lost. Contact records are delivered at least once, agent events come
/// in a stream, and a flow calls its Lambda function and waits; so the truth of a [Story] can still be known.
/// Repetition and disorder befall everything. Pure: the same records are always disturbed alike.
///
/// @param loss how likely a contact event or an envelope of flow logs never arrives, 0 to 1
/// @param duplicates how likely a record arrives once more, 0 to 1
/// @param disorder how likely a record is late, and so overtaken by others, 0 to 1
/// @param lateness how late at most. With none, nothing can be overtaken
public record Disturbance(double loss, double duplicates, double disorder, Duration lateness, long seed) {

    public Disturbance {
        requireProbability(loss, "loss");
        requireProbability(duplicates, "duplicates");
        requireProbability(disorder, "disorder");
        if (lateness.isNegative()) {
            throw new IllegalArgumentException("lateness is negative");
        }
    }

    public static Disturbance none() {
        return new Disturbance(0, 0, 0, Duration.ZERO, 0);
    }

    /// The records as they arrive: in the order of arrival, and with the time of it.
    public List<SimulatedRecord> of(List<SimulatedRecord> records) {
        var random = new SplittableRandom(seed ^ fingerprint(records));
        var arrived = new ArrayList<SimulatedRecord>(records.size());
        for (var record : records) {
            // Thrown for every record, so that another loss does not reshuffle all that follows.
            var lost = random.nextDouble() < loss;
            var late = random.nextDouble() < disorder;
            var twice = random.nextDouble() < duplicates;
            var delay = delay(random);
            var delayOfCopy = delay(random);
            if (lost && canBeLost(record.kind())) {
                continue;
            }
            arrived.add(late ? delayed(record, delay) : record);
            if (twice) {
                arrived.add(delayed(record, delayOfCopy));
            }
        }
        arrived.sort(Comparator.comparing(SimulatedRecord::at));
        return arrived;
    }

    private static boolean canBeLost(RecordKind kind) {
        return switch (kind) {
            case CONTACT_EVENT, FLOW_LOGS -> true;
            case AGENT_EVENT, CONTACT_RECORD, FLOW_EVENT -> false;
        };
    }

    private Duration delay(SplittableRandom random) {
        return Duration.ofMillis(random.nextLong(lateness.toMillis() + 1));
    }

    private static SimulatedRecord delayed(SimulatedRecord record, Duration delay) {
        return record.arrivingAt(record.at().plus(delay));
    }

    /// Two stories of one seed must not lose the same positions.
    private static long fingerprint(List<SimulatedRecord> records) {
        return records.isEmpty() ? 0 : Arrays.hashCode(records.getFirst().payload()) * 31L + records.size();
    }

    private static void requireProbability(double value, String name) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " has to be between 0 and 1");
        }
    }
}
