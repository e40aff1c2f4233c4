package io.contactstatus.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Flag;
import io.contactstatus.simulator.Disturbance;
import io.contactstatus.simulator.ExpectedContact;
import io.contactstatus.simulator.Scenario;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.simulator.Story;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole journeys, byte for byte as they are on the wire, through decoding, joining and a real store: what is
/// shown in the end is what happened, whatever happened to the records on the way.
class SimulatedTruthTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final int SEEDS = LongRun.choose(1, 4);
    private static final TestStores STORES = TestStores.over(
            LocalDynamoDb.shared().client(),
            LocalDynamoDb.freshPrefix(),
            new SimpleMeterRegistry(),
            new MovingClock(NOON));

    private final ContactIngest ingest =
            Ingestion.into(STORES.contacts(), STORES.seats(), STORES.deadLetters(), new SimpleMeterRegistry());

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void showsWhatHappenedWhenRecordsComeInOrder(Scenario journey) {
        for (var seed = 0; seed < SEEDS; seed++) {
            var story = new Simulation(1000 + 100 * number(journey) + seed, NOON).play(journey);

            play(story.records(), 1);

            assertTruth(story);
        }
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void showsWhatHappenedWhenRecordsComeBackwards(Scenario journey) {
        var story = new Simulation(20_000 + number(journey), NOON).play(journey);

        play(story.records().reversed(), 7);

        assertTruth(story);
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void showsWhatHappenedThroughABadNetwork(Scenario journey) {
        for (var seed = 0; seed < SEEDS; seed++) {
            var story = new Simulation(30_000 + 100 * number(journey) + seed, NOON).play(journey);
            var disturbance = new Disturbance(0.3, 0.4, 0.8, Duration.ofMinutes(10), seed);

            play(disturbance.of(story.records()), 3);

            assertTruth(story);
        }
    }

    @Test
    void givesTheSameContactsInAnyOrderAndAnyBatches() {
        var random = new Random(42);
        for (var round = 0; round < LongRun.choose(3, 6); round++) {
            var story = new Simulation(40_000 + round, NOON).next();
            play(story.records(), 1);
            var inOrder = contacts(story);

            var elsewhere = TestStores.over(
                    LocalDynamoDb.shared().client(),
                    LocalDynamoDb.freshPrefix(),
                    new SimpleMeterRegistry(),
                    new MovingClock(NOON));
            var other = Ingestion.into(
                    elsewhere.contacts(), elsewhere.seats(), elsewhere.deadLetters(), new SimpleMeterRegistry());
            var shuffled = new ArrayList<>(story.records());
            shuffled.addAll(story.records());
            Collections.shuffle(shuffled, random);
            batches(shuffled, 1 + random.nextInt(9))
                    .forEach(batch -> other.accept("test", batch, StoreRetry.endless()));

            var ids = story.expected().stream()
                    .map(contact -> new ContactId(contact.contactId()))
                    .toList();
            assertThat(elsewhere.contacts().findAll(ids).stream()
                            .map(StoredContact::contact)
                            .toList())
                    .as("seed %d", 40_000 + round)
                    .isEqualTo(inOrder.stream().map(StoredContact::contact).toList());
        }
    }

    /// Contact ids come from the seed, and all journeys share the tables.
    private static int number(Scenario journey) {
        return List.of(Scenario.values()).indexOf(journey);
    }

    private void play(List<SimulatedRecord> records, int batchSize) {
        batches(records, batchSize).forEach(batch -> {
            var outcome = ingest.accept("test", batch, StoreRetry.endless());
            assertThat(outcome.rejected()).isEmpty();
        });
    }

    private static List<List<RawRecord>> batches(List<SimulatedRecord> records, int size) {
        var batches = new ArrayList<List<RawRecord>>();
        for (var start = 0; start < records.size(); start += size) {
            batches.add(records.subList(start, Math.min(start + size, records.size())).stream()
                    .map(record -> new RawRecord(record.payload(), "test"))
                    .toList());
        }
        return batches;
    }

    private static List<StoredContact> contacts(Story story) {
        return STORES.contacts()
                .findAll(story.expected().stream()
                        .map(contact -> new ContactId(contact.contactId()))
                        .toList());
    }

    private static void assertTruth(Story story) {
        var found = contacts(story);
        assertThat(found).as(story.name()).hasSameSizeAs(story.expected());
        var shown = found.stream().map(SimulatedTruthTest::shown).toList();
        assertThat(shown).as(story.name()).containsExactlyInAnyOrderElementsOf(story.expected());
    }

    private static ExpectedContact shown(StoredContact stored) {
        var snapshot = stored.contact().snapshot();
        var queue = snapshot.queue();
        var agent = snapshot.agent();
        return new ExpectedContact(
                snapshot.contactId().value(),
                text(snapshot.chain().initialContactId()),
                text(snapshot.chain().nextContactId()),
                snapshot.status().name(),
                Objects.requireNonNullElse(snapshot.channel(), ""),
                Objects.requireNonNullElse(snapshot.initiationMethod(), ""),
                queue == null ? null : queue.name(),
                agent == null ? null : agent.username(),
                stored.customerIdentifier(),
                Objects.requireNonNullElse(snapshot.disconnectReason(), ""),
                snapshot.is(Flag.QUEUED),
                snapshot.is(Flag.CONNECTED_TO_AGENT),
                snapshot.is(Flag.MISSED_BY_AGENT),
                snapshot.abandonment() == null
                        ? null
                        : ExpectedContact.AbandonedIn.valueOf(
                                snapshot.abandonment().place().name()),
                snapshot.is(Flag.CALLBACK),
                agent == null || agent.holdCount() == null ? 0 : agent.holdCount(),
                snapshot.leg().name(),
                snapshot.outcome() == null ? "" : snapshot.outcome().name());
    }

    private static @Nullable String text(@Nullable ContactId id) {
        return id == null ? null : id.value();
    }
}
