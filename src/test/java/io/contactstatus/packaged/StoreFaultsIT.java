package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.kinesis.KinesisLocal;
import io.contactstatus.standin.FaultyDynamoDb;
import io.contactstatus.standin.FaultyDynamoDb.Fault;
import io.contactstatus.store.LocalDynamoDb;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// For a while a third of the calls to DynamoDB go wrong, be they for contacts or for the leases of the shards,
/// and in the middle it is away altogether: nothing is lost, and who asks for the health is told the truth.
@Tag("long")
class StoreFaultsIT {

    private static final long SEED = 20261120;
    private static final int INSTANCES = 2;
    private static final int SHARDS = 2;
    private static final int RECORDS_PER_SECOND = 24;
    private static final double SHARE = 0.3;
    /// Of each of the three times: with faults, away, with faults again.
    private static final Duration TIME = Duration.ofMinutes(1);
    private static final int FAULTS = 20;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> STREAMS = List.of("faults-a", "faults-b");

    @Test
    void loseNothingAndTellTheTruthThoughTheStoreIsFaultyAndAway() {
        var prefix = LocalDynamoDb.freshPrefix();
        try (var kinesis = KinesisLocal.started();
                var dynamoDb = new FaultyDynamoDb(LocalDynamoDb.shared().endpoint(), SEED)) {
            STREAMS.forEach(stream -> kinesis.createStream(stream, SHARDS));
            var streams = EmulatedStreams.asShipped(kinesis.endpoint(), prefix + "faults", STREAMS);
            try (var fleet = new Fleet(INSTANCES, dynamoDb.endpoint(), prefix, streams);
                    var load = new Load(kinesis.endpoint(), STREAMS, SEED, RECORDS_PER_SECOND)) {
                awaitReadiness(fleet, 200);

                dynamoDb.disturb(SHARE);
                watch(TIME, fleet, load);
                dynamoDb.leave();
                awaitReadiness(fleet, 503);
                watchAbsence(fleet, load);
                dynamoDb.comeBack();
                watch(TIME.plusSeconds(10), fleet, load);
                assertThat(Fault.values())
                        .allSatisfy(fault -> assertThat(dynamoDb.met(fault)).isGreaterThan(FAULTS));
                dynamoDb.disturb(0);

                awaitReadiness(fleet, 200);
                var marks = load.finish();
                Afterwards.awaitShown(fleet.service(0), marks);
                Afterwards.awaitCaughtUp(fleet, STREAMS);
                Afterwards.assertAsInPeace(fleet, load);
            }
        }
    }

    private static void awaitReadiness(Fleet fleet, int status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(fleet.services())
                        .allSatisfy(service -> assertThat(service.status("/actuator/health/readiness"))
                                .isEqualTo(status)));
    }

    /// However bad the store is, nobody has to start the instances again.
    private static void watch(Duration time, Fleet fleet, Load load) {
        var end = System.nanoTime() + time.toNanos();
        await().atMost(time.plus(SOON)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            load.assertThatItIsRunning();
            assertThat(fleet.services())
                    .allSatisfy(service -> assertThat(service.status("/actuator/health/liveness"))
                            .isEqualTo(200));
            return System.nanoTime() - end >= 0;
        });
    }

    private static void watchAbsence(Fleet fleet, Load load) {
        var end = System.nanoTime() + TIME.toNanos();
        await().atMost(TIME.plus(SOON)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            load.assertThatItIsRunning();
            for (var service : fleet.services()) {
                assertThat(service.status("/actuator/health/readiness")).isEqualTo(503);
                assertThat(service.status("/actuator/health/liveness")).isEqualTo(200);
                assertThat(service.status("/contacts/" + Call.fresh().contactId()))
                        .isEqualTo(503);
            }
            return System.nanoTime() - end >= 0;
        });
    }
}
