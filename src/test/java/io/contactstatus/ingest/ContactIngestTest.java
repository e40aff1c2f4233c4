package io.contactstatus.ingest;

import static io.contactstatus.ingest.SmallRecords.POISON;
import static io.contactstatus.ingest.SmallRecords.agentEvent;
import static io.contactstatus.ingest.SmallRecords.contactEvent;
import static io.contactstatus.ingest.SmallRecords.flowLine;
import static io.contactstatus.ingest.SmallRecords.freshId;
import static io.contactstatus.ingest.SmallRecords.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Status;
import io.contactstatus.store.DeadLetter;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContactIngestTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final String INITIATED = "2026-01-05T12:00:00.500Z";
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestStores stores = TestStores.over(
            LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), meters, new MovingClock(NOON));
    private final SwitchedContactStore contacts = new SwitchedContactStore(stores.contacts());
    private final ContactIngest ingest = Ingestion.into(contacts, stores.seats(), stores.deadLetters(), meters);

    @Test
    void storesWhatIsGoodAndKeepsWhatIsNotAsDeadLetters() {
        var id = freshId();

        var outcome = accept(
                raw(contactEvent(id, "INITIATED", INITIATED)),
                raw(POISON),
                raw("{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\",\"detail\":{}}"),
                raw(flowLine(id, 3)));

        assertThat(outcome.accepted()).isEqualTo(2);
        assertThat(outcome.ignored()).isEqualTo(1);
        assertThat(outcome.rejected()).extracting(IngestOutcome.Rejected::index).containsExactly(1);
        assertThat(status(id)).isEqualTo(Status.INITIATED);
        assertThat(history(id)).extracting(HistoryEntry::type).containsExactly("INITIATED", "PlayPrompt");
        var letter = stores.deadLetters().newest(10, null).items().getFirst();
        assertThat(stores.deadLetters().find(letter.id()).orElseThrow().payload())
                .isEqualTo(SmallRecords.bytes(POISON));
        assertThat(letter.reason()).doesNotContain("this");
    }

    @Test
    void countsSoThatWhatWasReadIsWhatBecameOfIt() {
        accept(
                raw(contactEvent(freshId(), "INITIATED", INITIATED) + contactEvent(freshId(), "QUEUED", INITIATED)),
                raw(POISON),
                raw(" "));

        assertThat(count("read")).isEqualTo(4);
        assertThat(became("stored")).isEqualTo(2);
        assertThat(became("dead_lettered")).isEqualTo(1);
        assertThat(became("ignored")).isEqualTo(1);
        assertEquation();
    }

    @Test
    void waitsForAStoreThatIsAwayAndLosesNothing() {
        var id = freshId();
        contacts.goAway();

        var waiting = inBackground(() -> accept(raw(contactEvent(id, "INITIATED", INITIATED)), raw(POISON)));

        await().until(() -> contacts.attempts() >= 3);
        assertThat(waiting).isNotDone();
        assertThat(meters.get("contact_status.ingest.in_flight").gauge().value())
                .isEqualTo(2);
        assertEquation();

        contacts.comeBack();

        assertThat(waiting)
                .succeedsWithin(LONG_ENOUGH)
                .extracting(IngestOutcome::accepted)
                .isEqualTo(1);
        assertThat(status(id)).isEqualTo(Status.INITIATED);
        assertThat(meters.get("contact_status.ingest.in_flight").gauge().value())
                .isZero();
        assertEquation();
    }

    @Test
    void givesABatchBackWhenPatienceEndsFirst() {
        var id = freshId();
        var batch = List.of(raw(contactEvent(id, "INITIATED", INITIATED)), raw(POISON));
        contacts.goAway();

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> ingest.accept("http", batch, StoreRetry.of(Duration.ofMillis(300))));

        assertThat(became("returned")).isEqualTo(2);
        assertEquation();
        contacts.comeBack();
        assertThat(ingest.accept("http", batch, StoreRetry.endless()).accepted())
                .isEqualTo(1);
        assertEquation();
    }

    @Test
    void doesNotStarveTheImpatientBehindTheEndlesslyPatient() {
        contacts.goAway();
        var patient = IntStream.range(0, 200)
                .mapToObj(number -> raw(contactEvent(freshId(), "INITIATED", INITIATED)))
                .toList();
        var waiting = inBackground(() -> ingest.accept("kinesis", patient, StoreRetry.endless()));
        await().until(() -> contacts.attempts() >= 200);

        var impatient = inBackground(() -> ingest.accept(
                "http",
                List.of(raw(contactEvent(freshId(), "INITIATED", INITIATED))),
                StoreRetry.of(Duration.ofMillis(500))));

        assertThat(impatient)
                .failsWithin(LONG_ENOUGH)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(StoreUnavailable.class);
        contacts.comeBack();
        assertThat(waiting).succeedsWithin(LONG_ENOUGH);
    }

    @Test
    void stopsWaitingWhenItsThreadIsAskedTo() throws InterruptedException {
        contacts.goAway();
        var ended = new CompletableFuture<Boolean>();
        var worker = Thread.ofVirtual().start(() -> {
            try {
                accept(raw(contactEvent(freshId(), "INITIATED", INITIATED)));
            } catch (StoreUnavailable unavailable) {
                ended.complete(Thread.currentThread().isInterrupted());
            }
        });
        await().until(() -> contacts.attempts() >= 1);

        worker.interrupt();
        worker.join(LONG_ENOUGH);

        assertThat(ended).isCompletedWithValue(true);
    }

    @Test
    void letsARecordThatTheStoreRefusesSpoilNoneOfItsNeighbours() {
        var id = freshId();

        var outcome = accept(
                raw(contactEvent(id, "INITIATED", INITIATED)),
                raw(contactEvent(id, "REFUSED_TYPE", INITIATED)),
                raw(contactEvent(id, "QUEUED", INITIATED)));

        assertThat(outcome.accepted()).isEqualTo(2);
        assertThat(outcome.rejected()).extracting(IngestOutcome.Rejected::index).containsExactly(1);
        assertThat(history(id)).extracting(HistoryEntry::type).containsExactlyInAnyOrder("INITIATED", "QUEUED");
        assertThat(stores.deadLetters().newest(10, null).items())
                .extracting(DeadLetter::reason)
                .containsExactly("the store refused it for ever");
        assertEquation();
    }

    @Test
    void keepsOneDeadLetterOfARecordThatComesAgain() {
        accept(raw(POISON));
        accept(raw(POISON));

        assertThat(stores.deadLetters().newest(10, null).items()).hasSize(1);
    }

    @Test
    void writesAContactOnceForAllThatABatchSaysAboutIt() {
        var id = freshId();
        var lines = IntStream.range(0, 100)
                .mapToObj(second -> raw(flowLine(id, second)))
                .toList();

        ingest.accept("test", lines, StoreRetry.endless());

        assertThat(stores.contacts().find(new ContactId(id)).orElseThrow().version())
                .isEqualTo(1);
        assertThat(history(id)).hasSize(100);
    }

    @Test
    void showsAnAgentAsItsNewestEventDoes() {
        accept(raw(agentEvent("agent-1", "e2", "2026-01-05T12:00:02.000Z", "Lunch")));
        accept(raw(agentEvent("agent-1", "e1", "2026-01-05T12:00:01.000Z", "Available")));

        var seat = stores.seats().find("agent-1").orElseThrow();

        assertThat(seat.status())
                .isNotNull()
                .extracting(status -> status.name())
                .isEqualTo("Lunch");
        assertThat(seat.username()).isEqualTo("jane");
    }

    /// On a thread of its own: the common pool of a small machine has only one.
    private static CompletableFuture<IngestOutcome> inBackground(Supplier<IngestOutcome> work) {
        return CompletableFuture.supplyAsync(work, Thread::startVirtualThread);
    }

    private IngestOutcome accept(RawRecord... records) {
        return ingest.accept("test", List.of(records), StoreRetry.endless());
    }

    private Status status(String id) {
        return stores.contacts()
                .find(new ContactId(id))
                .orElseThrow()
                .contact()
                .snapshot()
                .status();
    }

    private List<HistoryEntry> history(String id) {
        return stores.contacts()
                .history(new ContactId(id), Set.of(), false, 200, null)
                .items();
    }

    private void assertEquation() {
        var inFlight = meters.get("contact_status.ingest.in_flight").gauge().value();
        assertThat(count("read"))
                .isEqualTo(
                        became("stored") + became("ignored") + became("dead_lettered") + became("returned") + inFlight);
    }

    private double count(String name) {
        return meters.get("contact_status.ingest." + name).counter().count();
    }

    private double became(String outcome) {
        return meters.get("contact_status.ingest.records")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
