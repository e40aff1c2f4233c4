package io.contactstatus.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.names.LearntNames;
import io.contactstatus.simulator.RecordKind;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProfileNamesTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final MovingClock clock = new MovingClock(NOON);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestStores stores =
            TestStores.over(LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), meters, clock);
    private final LearntNames names = new LearntNames(clock);

    @Test
    void areKnownToAnInstanceThatReadsNoEventsOfAgents() {
        var ingest = Ingestion.withoutHistoriesAndSeats(stores, meters);
        var simulation = new Simulation(4, NOON);
        for (var stories = 0; stories < 5; stories++) {
            var events = simulation.next().records().stream()
                    .filter(record -> record.kind() == RecordKind.AGENT_EVENT)
                    .map(record -> new RawRecord(record.payload(), "test"))
                    .toList();
            ingest.accept("test", events, StoreRetry.endless());
        }
        clock.pass(Duration.ofHours(12));
        var told = stores.profiles().all();
        assertThat(told).isNotEmpty();

        new ProfileNames(stores.profiles(), names).learn();

        assertThat(told).allSatisfy(profile -> {
            assertThat(profile.queueIds()).isNotEmpty();
            assertThat(profile.queueIds())
                    .allSatisfy(id -> assertThat(names.ofQueue(id)).isNotNull());
        });
    }
}
