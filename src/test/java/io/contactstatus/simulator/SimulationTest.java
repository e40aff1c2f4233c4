package io.contactstatus.simulator;

import static io.contactstatus.simulator.Wire.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {

    @Test
    void tellsTheSameStoriesByteForByteForTheSameSeed() {
        assertThat(stories(7, 200)).isEqualTo(stories(7, 200));
    }

    @Test
    void repeatsWhatIdleAgentsDidForTheSameSeed() {
        assertThat(idleAfterSomeStories()).isNotEmpty().isEqualTo(idleAfterSomeStories());
    }

    @Test
    void sharesNoContactBetweenSeeds() {
        var contacts = Stream.of(1L, 2L, 3L)
                .flatMap(seed -> stories(seed, 100).stream())
                .flatMap(story -> story.expected().stream())
                .map(ExpectedContact::contactId)
                .toList();

        assertThat(contacts).doesNotHaveDuplicates();
    }

    @Test
    void sharesNoContactBetweenTwoRunsOfOneSeed() {
        var now = new Simulation(1, START).play(Scenario.QUEUE_TRANSFER).expected();
        var later = new Simulation(1, START.plusMillis(1))
                .play(Scenario.QUEUE_TRANSFER)
                .expected();

        assertThat(now)
                .extracting(ExpectedContact::contactId)
                .doesNotContainAnyElementsOf(
                        later.stream().map(ExpectedContact::contactId).toList());
    }

    @Test
    void playsEveryJourneySoonerOrLater() {
        var names = stories(1, 400).stream().map(Story::name).collect(Collectors.toSet());

        assertThat(names)
                .isEqualTo(Stream.of(Scenario.values()).map(Scenario::name).collect(Collectors.toSet()));
    }

    @Test
    void givesEachRecordAPartitionKeyThatKinesisTakes() {
        assertThat(stories(1, 400))
                .flatExtracting(Story::records)
                .extracting(SimulatedRecord::partitionKey)
                .allSatisfy(key -> assertThat(key).hasSizeBetween(1, 256));
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void tellsAStoryInTheOrderOfItsRecords(Scenario scenario) {
        var records = new Simulation(3, START).play(scenario).records();

        assertThat(records)
                .isNotEmpty()
                .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        assertThat(records.getFirst().at()).isAfter(START);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void playsAScenarioAsManyTimesFasterAsAsked(Scenario scenario) {
        var slow = lengthOf(new Simulation(5, START).play(scenario));
        var fast = lengthOf(new Simulation(5, START, 10).play(scenario));

        assertThat(fast).isBetween(slow / 10 - 3_000, slow / 10 + 3_000);
    }

    @Test
    void refusesToStandStill() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Simulation(1, START, 0));
    }

    @Test
    void startsAStoryWhenAskedTo() {
        var later = START.plusSeconds(86_400);

        var story = new Simulation(1, START).next(later);

        assertThat(story.records().getFirst().at()).isBetween(later, later.plusSeconds(10));
    }

    @Test
    void keepsAgentsFromOneStoryToTheNext() {
        var simulation = new Simulation(1, START);
        var agents = new HashSet<String>();
        for (var call = 0; call < 10; call++) {
            var story = simulation.play(Scenario.INBOUND_CALL, START.plusSeconds(call * 3_600L));
            agents.add(story.expected().getFirst().agentUsername());
        }

        assertThat(agents).hasSize(1);
    }

    @Test
    void sendsIdleAgentsHomeAfterAQuarterOfAnHour() {
        var simulation = new Simulation(1, START);
        simulation.play(Scenario.INBOUND_CALL, START);

        var idle = Wire.read(simulation.idleUntil(START.plusSeconds(7_200)), RecordKind.AGENT_EVENT);

        assertThat(idle).hasSizeBetween(7, 10);
        assertThat(idle.getFirst().get("EventType").stringValue()).isEqualTo("HEART_BEAT");
        assertThat(idle.getLast().get("EventType").stringValue()).isEqualTo("LOGOUT");
        assertThat(simulation.idleUntil(START.plusSeconds(14_400))).isEmpty();
    }

    @Test
    void doesNotKeepMoreAgentsThanThereAreChairs() {
        var simulation = new Simulation(1, START);
        for (var call = 0; call < 300; call++) {
            simulation.play(Scenario.INBOUND_CALL, START);
        }

        var staying = simulation.idleUntil(START.plusSeconds(1_000)).stream()
                .map(SimulatedRecord::partitionKey)
                .distinct();

        assertThat(staying).hasSize(200);
    }

    private static List<SimulatedRecord> idleAfterSomeStories() {
        var simulation = new Simulation(2, START);
        var last = START;
        for (var story = 0; story < 20; story++) {
            last = simulation.next().records().getLast().at();
        }
        return simulation.idleUntil(last.plusSeconds(600));
    }

    private static long lengthOf(Story story) {
        return story.records().getLast().at().toEpochMilli() - START.toEpochMilli();
    }

    private static List<Story> stories(long seed, int count) {
        var simulation = new Simulation(seed, START);
        var stories = new ArrayList<Story>();
        for (var told = 0; told < count; told++) {
            stories.add(simulation.next());
        }
        return stories;
    }
}
