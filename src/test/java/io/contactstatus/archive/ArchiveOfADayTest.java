package io.contactstatus.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.media.files.TestBuckets;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.standin.InMemoryS3;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A day of contacts, archived by a process that is killed in the middle of it and by another one that finds what it
/// left; then DynamoDB deletes every history.
@Tag("long")
class ArchiveOfADayTest {

    private static final Instant NOON = Instant.parse("2046-01-05T12:00:00Z");
    private static final int CONTACTS = Integer.getInteger("archive.contacts", 100_000);
    private static final int LATE = Math.min(1_000, CONTACTS / 10);
    private static final int STORIES_AT_ONCE = 20;

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovingClock clock = new MovingClock(NOON);
    private final InMemoryS3 s3 = new InMemoryS3();
    private ContactStore contacts = stores().contacts();

    private TestStores stores() {
        var objects = TestBuckets.of(s3.endpoint());
        return TestStores.archiving(
                LocalDynamoDb.shared().client(), prefix, meters, clock, new ArchivedObjects(objects));
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void everyContactIsReadableAndInTheLinesOnceThoughTheArchiverWasKilled() throws IOException, InterruptedException {
        var ids = simulated();
        var before = new HashMap<ContactId, Integer>();
        ids.forEach(id -> before.put(id, told(id)));
        say("%,d contacts are over".formatted(ids.size()));

        clock.pass(Duration.ofDays(2));
        var killed = archiver();
        await().atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> histories() > ids.size() / 2);
        killed.destroyForcibly().waitFor();
        var archived = ids.stream()
                .filter(id -> contacts.find(id).orElseThrow().isArchived())
                .count();
        say("killed when %,d histories were written and %,d contacts archived".formatted(histories(), archived));
        assertThat(archived).isLessThan(histories());

        archive();
        deleteHistories();
        say("%,d histories in the archive, %,d bytes".formatted(histories(), bytes("/histories/")));

        ids.forEach(id -> assertThat(told(id)).as(id.value()).isEqualTo(before.get(id)));
        assertThat(histories()).isEqualTo(ids.size());
        assertLines(ids);
        say("every one was read, and has one line; lines have %,d bytes".formatted(bytes("/lines/")));

        var late = ids.stream().limit(LATE).toList();
        late.forEach(this::addLate);
        clock.pass(Duration.ofDays(2));
        archive();
        deleteHistories();
        late.forEach(id -> {
            var contact = contacts.find(id).orElseThrow();
            assertThat(contact.isArchived()).isTrue();
            assertThat(contact.contact().join(late(id).toContact())).isEqualTo(contact.contact());
            assertThat(history(id)).anyMatch(entry -> entry.contains("late-event"));
        });
        ids.stream()
                .skip(LATE)
                .forEach(id -> assertThat(told(id)).as(id.value()).isEqualTo(before.get(id)));
        assertLines(ids);
        say("%,d late records were joined and archived again".formatted(late.size()));
    }

    @SuppressWarnings("SystemOut")
    private static void say(String what) {
        System.out.println(Instant.now() + " " + what);
    }

    private List<ContactId> simulated() {
        var stores = stores();
        var ingest = Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), meters);
        var simulation = new Simulation(14, NOON);
        var ids = new ArrayList<ContactId>();
        while (ids.size() < CONTACTS) {
            var records = new ArrayList<RawRecord>();
            var expected = new ArrayList<ContactId>();
            for (var story = 0; story < STORIES_AT_ONCE; story++) {
                var next = simulation.next();
                next.records().forEach(record -> records.add(new RawRecord(record.payload(), "test")));
                next.expected().forEach(one -> expected.add(new ContactId(one.contactId())));
            }
            ingest.accept("test", records, StoreRetry.endless());
            contacts.findAll(expected).stream()
                    .filter(stored -> !stored.snapshot().active())
                    .forEach(stored -> ids.add(stored.contact().id()));
        }
        return ids;
    }

    /// All that is answered of it, in short.
    private int told(ContactId id) {
        return List.of(contacts.find(id).orElseThrow().contact(), history(id)).hashCode();
    }

    private List<String> history(ContactId id) {
        var all = new ArrayList<String>();
        String position = null;
        do {
            var page = contacts.history(id, Set.of(), false, 200, position);
            page.items()
                    .forEach(entry -> all.add(entry.at()
                            + entry.type()
                            + entry.id()
                            + entry.detail().json()));
            position = page.next();
        } while (position != null);
        return all;
    }

    private Process archiver() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ArchiveProcess.class.getName(),
                        LocalDynamoDb.shared().endpoint().toString(),
                        s3.endpoint().toString(),
                        prefix,
                        clock.instant().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void archive() throws IOException, InterruptedException {
        assertThat(archiver().waitFor()).isZero();
        assertThat(stores().archive().oldest()).isEmpty();
    }

    private void deleteHistories() {
        var client = LocalDynamoDb.shared().client();
        client.deleteTable(delete -> delete.tableName(prefix + "ContactHistory"));
        contacts = stores().contacts();
    }

    private void addLate(ContactId id) {
        var facts = late(id);
        var entry = new HistoryEntry(
                id, NOON, Source.CONTACT_EVENT, "QUEUED", "Queued", "late-event", HistoryEntry.Detail.of("{}"));
        contacts.append(List.of(entry.with(facts.testimony(NOON))));
        contacts.join(facts.toContact());
    }

    private static Facts late(ContactId id) {
        return Facts.about(id, Source.CONTACT_EVENT).attribute("late", "1", NOON.plus(Duration.ofDays(3)));
    }

    private long histories() {
        return s3.objects().keySet().stream()
                .filter(key -> key.contains("/histories/"))
                .count();
    }

    private long bytes(String kind) {
        return s3.objects().entrySet().stream()
                .filter(object -> object.getKey().contains(kind))
                .mapToLong(object -> object.getValue().length)
                .sum();
    }

    private void assertLines(List<ContactId> ids) {
        var found = new HashSet<String>();
        s3.objects().entrySet().stream()
                .filter(object -> object.getKey().contains("/lines/"))
                .flatMap(ArchiveOfADayTest::unpacked)
                .forEach(line -> assertThat(found.add(AnalysisLine.contactOf(line)))
                        .as(line)
                        .isTrue());
        assertThat(found)
                .hasSize(ids.size())
                .containsAll(ids.stream().map(id -> '"' + id.value() + '"').toList());
    }

    private static Stream<String> unpacked(Map.Entry<String, byte[]> object) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(object.getValue()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
