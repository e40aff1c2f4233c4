package io.contactstatus.simulator;

import static io.contactstatus.simulator.Wire.START;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DisturbanceTest {

    private static final Duration LATENESS = Duration.ofSeconds(30);
    private static final List<SimulatedRecord> RECORDS = new ArrayList<>();

    @BeforeAll
    static void tellManyStories() {
        var simulation = new Simulation(51, START);
        for (var told = 0; told < 200; told++) {
            RECORDS.addAll(simulation.next().records());
        }
        RECORDS.sort(Comparator.comparing(SimulatedRecord::at));
    }

    @Test
    void changesNothingWhenNothingIsAsked() {
        assertThat(Disturbance.none().of(RECORDS)).isEqualTo(RECORDS);
        assertThat(new Disturbance(0, 0, 0, LATENESS, 9).of(RECORDS)).isEqualTo(RECORDS);
    }

    @Test
    void disturbsTheSameRecordsAlike() {
        var disturbance = new Disturbance(0.1, 0.1, 0.3, LATENESS, 9);

        assertThat(disturbance.of(RECORDS)).isEqualTo(disturbance.of(RECORDS)).isNotEqualTo(RECORDS);
        assertThat(disturbance.of(RECORDS)).isNotEqualTo(new Disturbance(0.1, 0.1, 0.3, LATENESS, 10).of(RECORDS));
    }

    @Test
    void losesOnlyContactEventsAndFlowLogs() {
        var arrived = new Disturbance(1, 0, 0, LATENESS, 9).of(RECORDS);

        assertThat(arrived)
                .isEqualTo(RECORDS.stream()
                        .filter(record -> record.kind() != RecordKind.CONTACT_EVENT)
                        .filter(record -> record.kind() != RecordKind.FLOW_LOGS)
                        .toList());
    }

    @Test
    void losesAboutAsManyAsAsked() {
        var events = RECORDS.stream()
                .filter(record -> record.kind() == RecordKind.CONTACT_EVENT)
                .toList();

        var arrived = new Disturbance(0.2, 0, 0, LATENESS, 9).of(events);

        assertThat(RECORDS).containsAll(arrived);
        assertThat(arrived.size() / (double) events.size()).isBetween(0.75, 0.85);
    }

    @Test
    void repeatsAboutAsManyAsAsked() {
        var arrived = new Disturbance(0, 0.25, 0, LATENESS, 9).of(RECORDS);

        assertThat(arrived).containsAll(RECORDS);
        assertThat(arrived.size() / (double) RECORDS.size()).isBetween(1.2, 1.3);
        assertThat(new HashSet<>(payloads(arrived))).isEqualTo(new HashSet<>(payloads(RECORDS)));
    }

    @Test
    void letsAboutAsManyBeOvertakenAsAsked() {
        var arrived = new Disturbance(0, 0, 0.3, LATENESS, 9).of(RECORDS);
        var emitted = new IdentityHashMap<byte[], Instant>();
        RECORDS.forEach(record -> emitted.put(record.payload(), record.at()));
        var delays = arrived.stream()
                .map(record -> Duration.between(requireNonNull(emitted.get(record.payload())), record.at()))
                .filter(Duration::isPositive)
                .toList();

        assertThat(payloads(arrived)).containsExactlyInAnyOrderElementsOf(payloads(RECORDS));
        assertThat(payloads(arrived)).isNotEqualTo(payloads(RECORDS));
        assertThat(delays.size() / (double) RECORDS.size()).isBetween(0.25, 0.35);
        assertThat(delays).allMatch(delay -> delay.compareTo(LATENESS) <= 0);
        assertThat(arrived).isSortedAccordingTo(Comparator.comparing(SimulatedRecord::at));
    }

    @Test
    void disturbsEachStoryInItsOwnWay() {
        var disturbance = new Disturbance(0.5, 0, 0, LATENESS, 9);
        var simulation = new Simulation(61, START);
        var lost = new HashSet<List<Integer>>();
        for (var told = 0; told < 20; told++) {
            var records = simulation.play(Scenario.INBOUND_CALL).records();
            var arrived = disturbance.of(records);
            var positions = new ArrayList<Integer>();
            for (var position = 0; position < records.size(); position++) {
                if (!arrived.contains(records.get(position))) {
                    positions.add(position);
                }
            }
            lost.add(positions);
        }

        assertThat(lost).hasSizeGreaterThan(10);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Disturbance(1.1, 0, 0, LATENESS, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Disturbance(0, -0.1, 0, LATENESS, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Disturbance(0, 0, Double.NaN, LATENESS, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Disturbance(0, 0, 0, LATENESS.negated(), 1));
    }

    /// Arrays are equal only to themselves, which is what a copy that was merely moved has to be.
    private static List<Object> payloads(List<SimulatedRecord> records) {
        return records.stream().<Object>map(SimulatedRecord::payload).toList();
    }
}
