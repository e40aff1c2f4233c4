package io.contactstatus.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Phase.Kind;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.journey.JourneySums;
import io.contactstatus.masking.Veil;
import io.contactstatus.pages.PageSums;
import io.contactstatus.simulator.ExpectedContact;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.TestStores;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.ContactView;
import io.contactstatus.view.StaleProperties;
import io.contactstatus.view.Staleness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A day of contacts of all kinds, of whose records some are lost: whatever is known of a contact then, all
/// tell the same of it.
///
/// With `-Dday.contacts=5000` in all its length.
class RealisticDayTest {

    private static final Logger LOG = LoggerFactory.getLogger(RealisticDayTest.class);
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final int CONTACTS = Integer.getInteger("day.contacts", LongRun.choose(150, 5_000));
    private static final double LOST = 0.02;
    private static final Staleness STALENESS = new Staleness(
            new StaleProperties(
                    Duration.ofHours(2),
                    Duration.ofHours(24),
                    Duration.ofHours(24),
                    Duration.ofHours(24),
                    Duration.ofDays(15)),
            Clock.systemUTC());

    private final TestStores stores = TestStores.over(
            LocalDynamoDb.shared().client(),
            LocalDynamoDb.freshPrefix(),
            new SimpleMeterRegistry(),
            new MovingClock(NOON));
    private final ContactIngest ingest =
            Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), new SimpleMeterRegistry());

    @Test
    void noContactIsToldInTwoWays() {
        var simulation = new Simulation(4711, NOON);
        var random = new Random(4711);
        var played = new ArrayList<ExpectedContact>();
        while (played.size() < CONTACTS) {
            var story = simulation.next();
            played.addAll(story.expected());
            var heard = story.records().stream()
                    .filter(record -> random.nextDouble() >= LOST)
                    .map(record -> new RawRecord(record.payload(), "test"))
                    .toList();
            assertThat(ingest.accept("test", heard, StoreRetry.endless()).rejected())
                    .isEmpty();
        }

        var unexplained = new TreeMap<String, Integer>();
        var asPlayed = 0;
        for (var expected : played) {
            var found = stores.contacts().findAll(List.of(new ContactId(expected.contactId())));
            for (var stored : found) {
                var seen = stored.contact().snapshot();
                assertToldAlike(stored, seen);
                if (seen.outcome() == null) {
                    unexplained.merge(why(seen), 1, Integer::sum);
                } else if (seen.outcome().name().equals(expected.outcome())) {
                    asPlayed++;
                }
            }
        }
        LOG.info(
                "{} contacts, {} with the outcome that was played, without an outcome: {}",
                played.size(),
                asPlayed,
                unexplained);
        assertThat(asPlayed).as("as played").isGreaterThan((int) (0.97 * played.size()));
    }

    private static String why(Snapshot seen) {
        if (seen.active()) {
            return "its end was lost";
        }
        return seen.is(Flag.RECORD_RECEIVED)
                ? "the record's reason explains nothing: " + seen.disconnectReason()
                : "no record, and the end in " + lastPhase(seen) + " explains nothing";
    }

    private static String lastPhase(Snapshot seen) {
        var last = seen.course().last();
        return last == null ? "no phase" : last.kind().name();
    }

    /// Every way in which a contact is told has its place here.
    private void assertToldAlike(StoredContact stored, Snapshot seen) {
        var view = ContactView.of(stored, Veil.LIFTED, STALENESS);
        var summary = STALENESS.now(ContactSummaryView.of(stored, Veil.LIFTED));
        var id = seen.contactId().value();

        assertThat(view.phase()).as(id).isEqualTo(summary.phase()).isEqualTo(seen.phase());
        assertThat(view.status()).as(id).isEqualTo(summary.status());
        assertThat(view.outcome()).as(id).isEqualTo(summary.outcome());
        assertThat(view.abandonment()).as(id).isEqualTo(summary.abandonment());
        assertThat(view.flags()).as(id).isEqualTo(summary.flags());
        assertThat(view.queue()).as(id).isEqualTo(summary.queue());
        assertThat(view.agent()).as(id).isEqualTo(summary.agent());
        assertThat(view.durationSeconds()).as(id).isEqualTo(summary.durationSeconds());
        assertThat(view.flags().abandoned()).as(id).isEqualTo(view.outcome() == Outcome.ABANDONED);
        assertThat(view.outcome() == Outcome.ABANDONED).as(id).isEqualTo(view.abandonment() != null);
        if (view.outcome() == Outcome.ABANDONED) {
            assertThat(view.leg()).as(id).isEqualTo(Leg.CUSTOMER);
        }
        var sum = seen.course().phases().stream()
                .filter(phase -> phase.kind() != Kind.SCHEDULED && phase.kind() != Kind.AFTER_CONTACT_WORK)
                .mapToInt(RealisticDayTest::length)
                .sum();
        if (view.durationSeconds() != null) {
            assertThat(view.durationSeconds()).as(id).isEqualTo(sum);
        }
        PageSums.assertThatTheyAgree(
                summary,
                seen,
                Objects.requireNonNull(seen.timestamps().lastEvent()).plusSeconds(17));
        var history = stores.contacts().history(seen.contactId(), Set.of(), false, 1_000, null);
        JourneySums.assertThatTheyAgree(stored.contact(), history.items());
    }

    private static int length(Phase phase) {
        var seconds = phase.seconds();
        return seconds == null ? 0 : seconds;
    }
}
