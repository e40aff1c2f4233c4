package io.contactstatus.ingest;

import static io.contactstatus.ingest.SmallRecords.contactEvent;
import static io.contactstatus.ingest.SmallRecords.flowLine;
import static io.contactstatus.ingest.SmallRecords.freshId;
import static io.contactstatus.ingest.SmallRecords.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.DeadLetter;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/// Batches that are more than is to be held at once, and letters of many records.
class BoundedBatchTest {

    private static final String INITIATED = "2026-01-05T12:00:00.500Z";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestStores stores = TestStores.over(
            LocalDynamoDb.shared().client(),
            LocalDynamoDb.freshPrefix(),
            meters,
            new MovingClock(Instant.parse("2026-01-05T12:00:00Z")));
    private final ContactIngest ingest =
            Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), DataSize.ofMegabytes(8), meters);

    private IngestOutcome accept(RawRecord... records) {
        return ingest.accept("test", List.of(records), StoreRetry.endless());
    }

    private List<DeadLetter> letters() {
        return stores.deadLetters().newest(50, null).items();
    }

    private static RawRecord gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(SmallRecords.bytes(text));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return new RawRecord(bytes.toByteArray(), "test");
    }

    /// Eight megabytes are all the memory here: either fits alone, and both together do not.
    @Test
    void takesWhatFitsAloneWhateverCameBeforeIt() {
        var first = freshId();
        var second = freshId();

        var outcome = accept(gzip(padded(first, 500_000)), gzip(padded(second, 1_000_000)));

        assertThat(outcome.rejected()).isEmpty();
        assertThat(outcome.accepted()).isEqualTo(2);
        assertNothingIsHeld();
    }

    private static String padded(String id, int bytes) {
        return contactEvent(id, "INITIATED", INITIATED)
                .replace("\"detail\":{", "\"detail\":{\"pad\":\"" + "x".repeat(bytes) + "\",");
    }

    private static String lines(String id, int count) {
        return IntStream.range(0, count)
                .mapToObj(second -> flowLine(id, second % 3600))
                .collect(Collectors.joining("\n"));
    }

    private double count(String name) {
        return meters.get("contact_status.ingest." + name).counter().count();
    }

    private void assertNothingIsHeld() {
        assertThat(meters.get("contact_status.ingest.memory.used").gauge().value())
                .isZero();
        assertThat(meters.get("contact_status.ingest.in_flight").gauge().value())
                .isZero();
    }

    @Test
    void storesAPayloadThatDecodesToMoreThanThereIsMemoryPartByPart() {
        var id = freshId();

        var outcome = accept(gzip(lines(id, 3600)));

        assertThat(outcome.accepted()).isEqualTo(3600);
        assertThat(count("read")).isEqualTo(3600);
        assertThat(stores.contacts()
                        .history(new ContactId(id), Set.of(), false, 200, null)
                        .items())
                .hasSize(200);
        assertThat(stores.contacts().find(new ContactId(id)).orElseThrow().version())
                .isGreaterThan(1);
        assertNothingIsHeld();
    }

    @Test
    void keepsAsADeadLetterWhatNeedsMoreThanAllTheMemoryAndLosesNothingElse() {
        var id = freshId();

        var outcome = accept(
                raw(contactEvent(id, "INITIATED", INITIATED)),
                gzip("{\"a\":\"" + "x".repeat(9_000_000) + "\"}"),
                raw(contactEvent(id, "QUEUED", INITIATED)));

        assertThat(outcome.accepted()).isEqualTo(2);
        assertThat(outcome.rejected())
                .extracting(IngestOutcome.Rejected::reason)
                .containsExactly("needs more memory than ingestion has");
        assertThat(letters()).hasSize(1);
        assertNothingIsHeld();
    }

    @Test
    void takesManyAtOnceThatTogetherNeedMoreThanThereIs() {
        var ids = IntStream.range(0, 8).mapToObj(number -> freshId()).toList();

        var works = ids.stream()
                .map(id -> CompletableFuture.supplyAsync(
                        () -> accept(gzip(lines(id, 500)), gzip(" ".repeat(3_000_000))), Thread::startVirtualThread))
                .toList();

        assertThat(works).allSatisfy(work -> assertThat(work.join().accepted()).isEqualTo(500));
        assertThat(letters()).isEmpty();
        assertNothingIsHeld();
    }

    @Test
    void makesOneLetterOfTheRecordsOfOnePayloadWithTheSameFault() {
        var outcome = accept(raw("{}".repeat(20_480)));

        assertThat(outcome.rejectedCount()).isEqualTo(20_480);
        assertThat(outcome.rejected())
                .containsExactly(new IngestOutcome.Rejected(0, "no known kind of record", 20_480));
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.count()).isEqualTo(20_480);
            assertThat(letter.reason()).isEqualTo("no known kind of record");
        });
        assertNothingIsHeld();
    }

    @Test
    void triesAllOfALetterAgain() {
        accept(raw("{\"a\":1}{\"b\":oops}\n{\"b\":oops}" + contactEvent(freshId(), "QUEUED", INITIATED) + "{\"a\":2}"));

        assertThat(letters()).extracting(DeadLetter::count).containsExactlyInAnyOrder(2, 2);
        assertThat(letters()).allSatisfy(letter -> {
            var payload = stores.deadLetters().find(letter.id()).orElseThrow().payload();
            assertThat(ingest.retry(payload, StoreRetry.endless()).rejectedCount())
                    .isEqualTo(2);
        });
    }

    @Test
    void keepsTheRecordsOfDifferentPayloadsApart() {
        accept(new RawRecord(SmallRecords.bytes("{}"), "one"), new RawRecord(SmallRecords.bytes("{}"), "other"));

        assertThat(letters()).extracting(DeadLetter::position).containsExactlyInAnyOrder("one", "other");
    }

    @Test
    void makesOneLetterOfTheRecordsOfOneParcelAndTriesAllOfThemAgain() {
        var bad = List.of("{}", "{ \"b\": oops }", "{\"unterminated\":{\"a\":1");
        for (var text : bad) {
            var parcel = IntStream.range(0, 30)
                    .mapToObj(place -> new RawRecord(SmallRecords.bytes(text), "object#" + place, "object " + text))
                    .toArray(RawRecord[]::new);

            assertThat(accept(parcel).rejectedCount()).as(text).isEqualTo(30);
        }

        assertThat(letters())
                .hasSameSizeAs(bad)
                .allSatisfy(letter -> assertThat(letter.position()).isEqualTo("object#0"))
                .allSatisfy(letter -> assertThat(letter.count()).isEqualTo(30))
                .allSatisfy(letter -> {
                    var payload =
                            stores.deadLetters().find(letter.id()).orElseThrow().payload();
                    assertThat(ingest.retry(payload, StoreRetry.endless()).rejectedCount())
                            .as(new String(payload, StandardCharsets.UTF_8))
                            .isEqualTo(30);
                });
        assertNothingIsHeld();
    }

    @Test
    void losesNothingOfTheGoodRecordsBetweenBadOnes() {
        var ids = IntStream.range(0, 4).mapToObj(number -> freshId()).toList();
        var body = new ByteArrayOutputStream();
        body.writeBytes(event(ids.get(0)));
        body.writeBytes(SmallRecords.bytes(", "));
        body.writeBytes(event(ids.get(1)));
        body.writeBytes(SmallRecords.bytes("\n"));
        body.writeBytes("{\"utf\":\"sixteen\"}\n".getBytes(StandardCharsets.UTF_16LE));
        body.writeBytes(SmallRecords.bytes("\n"));
        body.writeBytes(event(ids.get(2)));
        body.writeBytes(gzip(lines(freshId(), 20)).payload());
        body.writeBytes(SmallRecords.bytes("\n{\"unterminated\":{\"a\":1\n"));
        body.writeBytes(event(ids.get(3)));

        var outcome = accept(new RawRecord(body.toByteArray(), "body"));

        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(stores.contacts().find(new ContactId(id))).isPresent());
        assertThat(outcome.accepted()).isEqualTo(4);
        assertThat(outcome.rejectedCount()).isEqualTo(3);
    }

    private static byte[] event(String id) {
        return SmallRecords.bytes(contactEvent(id, "INITIATED", INITIATED).replace("\n", ""));
    }
}
