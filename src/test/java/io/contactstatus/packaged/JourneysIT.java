package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.simulator.Disturbance;
import io.contactstatus.simulator.Scenario;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.store.LocalDynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole journeys through a bad network into the packaged application: in the end it shows what happened.
class JourneysIT {

    private static ServiceProcess process;
    private static Service service;

    /// Within the day in which contacts that have not ended are on the list of the active.
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));

    @BeforeAll
    static void start() {
        process = ServiceProcess.serving(LocalDynamoDb.freshPrefix());
        service = process.service();
    }

    @AfterAll
    static void end() {
        process.close();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        var counts = service.counts();
        counts.assertThatTheyAddUp();
        assertThat(counts.read()).isPositive();
        assertThat(counts.inFlight()).isZero();
        assertThat(counts.deadLettered()).isZero();
        assertThat(service.activeContacts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void showsAJourneyWhoseRecordsGotLostRepeatedAndOutOfOrder(Scenario journey) {
        for (var seed = 0; seed < 3; seed++) {
            var story = new Simulation(50_000 + 100 * number(journey) + seed, start).play(journey);
            var arrived = new Disturbance(0.3, 0.4, 0.8, Duration.ofMinutes(10), seed).of(story.records());

            deliver(arrived, seed == 2);

            Truth.assertShown(service, story);
            Truth.assertRemembered(service, story, arrived);
        }
    }

    /// Contact ids come from the seed, and all journeys share the tables.
    private static int number(Scenario journey) {
        return List.of(Scenario.values()).indexOf(journey);
    }

    private static void deliver(List<SimulatedRecord> records, boolean firehose) {
        if (!firehose) {
            records.forEach(record -> service.ingest(record.payload()));
            return;
        }
        var payloads =
                new ArrayList<>(records.stream().map(SimulatedRecord::payload).toList());
        for (var start = 0; start < payloads.size(); start += 7) {
            service.ingestThroughFirehose(payloads.subList(start, Math.min(start + 7, payloads.size())));
        }
    }
}
