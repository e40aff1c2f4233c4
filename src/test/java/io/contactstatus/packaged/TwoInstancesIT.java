package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.simulator.RecordKind;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.simulator.Story;
import io.contactstatus.store.LocalDynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two instances write the same contacts at the same time, and every now and then one of them is killed:
/// nothing that either acknowledged is lost, and what a kill left half done is made good by whoever gets it
/// next.
@Tag("long")
class TwoInstancesIT {

    private static final int STORIES = 40;
    private static final int TOGETHER = 4;
    private static final int CLIENTS = 6;
    private static final int KILLS = 4;

    /// Within the day in which contacts that have not ended are on the list of the active.
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
    private final Random random = new Random(7);

    @Test
    void loseNothingAndGetNothingWrongThoughKilledInTheMiddle() {
        var simulation = new Simulation(60_000, start);
        var stories = IntStream.range(0, STORIES)
                .mapToObj(number -> simulation.next())
                .toList();
        try (var undisturbed = ServiceProcess.serving(LocalDynamoDb.freshPrefix());
                var pair = new Pair(LocalDynamoDb.freshPrefix())) {
            var truth = undisturbed.service();
            stories.forEach(story -> story.records().forEach(record -> truth.ingest(record.payload())));
            stories.forEach(story -> Truth.assertShown(truth, story));

            bringWhileKilling(pair, parcels(stories));

            for (var instance = 0; instance < 2; instance++) {
                var service = pair.service(instance);
                stories.forEach(story -> Truth.assertSame(service, truth, story));
                assertThat(service.agents()).isEqualTo(truth.agents());
                assertThat(service.activeContacts()).isEmpty();
                assertNothingIsLeftOpen(service);
            }
        }
    }

    private void bringWhileKilling(Pair pair, List<Parcel> parcels) {
        var share = parcels.size() / (KILLS + 1);
        try (var post = new Post(pair, CLIENTS)) {
            for (var kill = 0; kill < KILLS; kill++) {
                post.hand(parcels.subList(kill * share, (kill + 1) * share));
                post.awaitAcknowledged(kill * share + share / 2);

                pair.kill(kill % 2);
                assertThat(post.isBusy()).as("killed in the middle").isTrue();
                pair.restart(kill % 2);
            }
            post.hand(parcels.subList(KILLS * share, parcels.size()));
            post.awaitAcknowledged(parcels.size());
            assertThat(post.broughtAgain()).isPositive();
        }
    }

    /// All records, in no order among those of a few stories, so that both instances are at the same contacts
    /// at once. Only some come twice: a repetition would heal an update that got lost.
    private List<Parcel> parcels(List<Story> stories) {
        var parcels = new ArrayList<Parcel>();
        for (var start = 0; start < stories.size(); start += TOGETHER) {
            var records = new ArrayList<SimulatedRecord>();
            for (var story : stories.subList(start, start + TOGETHER)) {
                records.addAll(story.records());
                story.records().stream()
                        .filter(record -> random.nextInt(5) == 0)
                        .forEach(records::add);
            }
            Collections.shuffle(records, random);
            cut(records, parcels);
        }
        return parcels;
    }

    private void cut(List<SimulatedRecord> records, List<Parcel> parcels) {
        for (var start = 0; start < records.size(); ) {
            var end = Math.min(start + 1 + random.nextInt(4), records.size());
            parcels.add(parcel(records.subList(start, end)));
            start = end;
        }
    }

    private Parcel parcel(List<SimulatedRecord> records) {
        var payloads = records.stream().map(SimulatedRecord::payload).toList();
        if (payloads.size() == 1) {
            return Parcel.alone(payloads.getFirst());
        }
        var compressed = records.stream().anyMatch(record -> record.kind() == RecordKind.FLOW_LOGS);
        return compressed || random.nextBoolean() ? Parcel.throughFirehose(payloads) : Parcel.concatenated(payloads);
    }

    private static void assertNothingIsLeftOpen(Service service) {
        var counts = service.counts();
        counts.assertThatTheyAddUp();
        assertThat(counts.read()).isPositive();
        assertThat(counts.inFlight()).isZero();
        assertThat(counts.deadLettered()).isZero();
    }
}
