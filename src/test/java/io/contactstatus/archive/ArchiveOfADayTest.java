package io.contactstatus.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.LongRun;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.media.files.TestBuckets;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.simulator.Story;
import io.contactstatus.standin.InMemoryS3;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.ExpiredItems;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoredContact;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A day of contacts, archived by a process that is killed in the middle of it and by another one that finds what it
/// left. Between all steps DynamoDB deletes what has expired, in the first second in which it may.
///
/// With `-Darchive.contacts=100000` as many as there may be on a busy day.
@Tag("long")
class ArchiveOfADayTest {

    private static final Instant NOON = Instant.parse("2046-01-05T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int CONTACTS = Integer.getInteger("archive.contacts", LongRun.choose(60, 5_000));
    private static final int LATE = Math.min(1_000, CONTACTS / 10);
    private static final int STORIES_AT_ONCE = 40;
    private static final int WRITERS = 2;
    private static final int READ_AT_ONCE = 1_000;

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovingClock clock = new MovingClock(NOON);
    private final InMemoryS3 s3 = new InMemoryS3();
    private final DynamoDbClient client = LocalDynamoDb.shared().client();
    private final ExpiredItems expired = new ExpiredItems(client, prefix);
    private final ContactStore contacts = stores().contacts();

    private TestStores stores() {
        var objects = TestBuckets.of(s3.endpoint());
        return TestStores.archiving(client, prefix, meters, clock, new ArchivedObjects(objects));
    }

    @AfterEach
    void close() {
        s3.close();
        client.close();
    }

    @Test
    void everyContactIsReadableAndInTheLinesOnceThoughTheArchiverWasKilled()
            throws IOException, InterruptedException, ExecutionException {
        var ids = simulated();
        var before = told(ids);
        say("%,d contacts are over".formatted(ids.size()));
        assertNoHistoryIsDeleted();

        // All are due after one day, and nobody archives them for another one.
        clock.pass(DAY.multipliedBy(2));
        assertNoHistoryIsDeleted();
        archiveAndBeKilledAt(ids.size() / 2);
        var archived = seen(ids).stream().filter(StoredContact::isArchived).count();
        say("killed when %,d histories were written and %,d contacts archived".formatted(histories(), archived));
        assertThat(archived).isLessThan(histories());
        assertNoHistoryIsDeleted();
        clock.pass(DAY);
        assertNoHistoryIsDeleted();
        archive();
        say("%,d histories in the archive, %,d bytes".formatted(histories(), bytes("/histories/")));
        letHistoriesExpire();

        assertThat(told(ids)).isEqualTo(before);
        assertThat(seen(ids)).hasSize(ids.size()).allMatch(StoredContact::isArchived);
        assertThat(histories()).isEqualTo(ids.size());
        assertLines(ids);
        say("every one was read, and has one line; lines have %,d bytes".formatted(bytes("/lines/")));

        var late = ids.subList(0, LATE);
        late.forEach(this::addLate);
        clock.pass(DAY.multipliedBy(2));
        assertNoHistoryIsDeleted();
        archive();
        letHistoriesExpire();
        late.forEach(id -> {
            var contact = contacts.find(id).orElseThrow();
            assertThat(contact.isArchived()).isTrue();
            assertThat(contact.contact().join(late(id).toContact())).isEqualTo(contact.contact());
            assertThat(history(id)).anyMatch(entry -> entry.contains("late-event"));
        });
        var others = ids.subList(LATE, ids.size());
        assertThat(told(others)).isEqualTo(before.subList(LATE, ids.size()));
        assertThat(histories()).isEqualTo(ids.size());
        assertLines(ids);
        say("%,d late records were joined and archived again".formatted(late.size()));
    }

    @SuppressWarnings("SystemOut")
    private static void say(String what) {
        System.out.println(Instant.now() + " " + what);
    }

    private List<ContactId> simulated() {
        var ingest = Ingestion.withoutSeats(stores(), meters);
        var simulation = new Simulation(14, NOON);
        var ids = new ArrayList<ContactId>();
        while (ids.size() < CONTACTS) {
            var now = NOON.plusMillis(DAY.toMillis() * ids.size() / CONTACTS);
            clock.pass(Duration.between(clock.instant(), now));
            var stories = Stream.generate(() -> simulation.next(now))
                    .limit(STORIES_AT_ONCE)
                    .toList();
            IntStream.range(0, WRITERS)
                    .parallel()
                    .mapToObj(writer -> stories.subList(
                            writer * STORIES_AT_ONCE / WRITERS, (writer + 1) * STORIES_AT_ONCE / WRITERS))
                    .forEach(some -> ingest.accept("test", records(some), StoreRetry.endless()));
            var expected = stories.stream()
                    .flatMap(story -> story.expected().stream())
                    .map(one -> new ContactId(one.contactId()))
                    .toList();
            contacts.findAll(expected).stream()
                    .filter(stored -> !stored.snapshot().active())
                    .forEach(stored -> ids.add(stored.contact().id()));
        }
        return ids;
    }

    private static List<RawRecord> records(List<Story> stories) {
        return stories.stream()
                .flatMap(story -> story.records().stream())
                .map(record -> new RawRecord(record.payload(), "test"))
                .toList();
    }

    /// All that is answered of each, in short.
    private List<Integer> told(List<ContactId> ids) {
        return ids.parallelStream()
                .map(id -> List.of(contacts.find(id).orElseThrow().contact(), history(id))
                        .hashCode())
                .toList();
    }

    private List<StoredContact> seen(List<ContactId> ids) {
        return IntStream.rangeClosed(0, ids.size() / READ_AT_ONCE)
                .mapToObj(part -> ids.subList(part * READ_AT_ONCE, Math.min((part + 1) * READ_AT_ONCE, ids.size())))
                .flatMap(part -> contacts.findAll(part).stream())
                .toList();
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

    /// Its last history is written, and it does not learn of that.
    private void archiveAndBeKilledAt(int histories) throws IOException, InterruptedException {
        var left = new AtomicInteger(histories);
        var isThere = new CountDownLatch(1);
        s3.tell(key -> {
            if (key.contains("/histories/") && left.decrementAndGet() == 0) {
                isThere.countDown();
                // It is not answered any more.
                await().until(() -> left.get() < 0);
            }
        });
        var process = new ProcessBuilder(
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
        isThere.await();
        process.destroyForcibly().waitFor();
        left.decrementAndGet();
        s3.tell(key -> {});
    }

    private void archive() throws InterruptedException, ExecutionException {
        ArchiveProcess.archive(client, TestBuckets.of(s3.endpoint()), prefix, clock);
        assertThat(stores().archive().oldest()).isEmpty();
    }

    private void assertNoHistoryIsDeleted() {
        assertThat(expired.delete(clock.instant())).containsEntry("ContactHistory", 0);
    }

    /// In the first second of each, as far as tests can do that: the first of all, one in the middle, the last one.
    private void letHistoriesExpire() {
        var seconds = expired.ofHistories();
        var deleted = 0;
        for (var second :
                Set.copyOf(List.of(seconds.getFirst(), seconds.get(seconds.size() / 2), seconds.getLast())).stream()
                        .sorted()
                        .toList()) {
            assertThat(second).isAfter(clock.instant());
            clock.pass(Duration.between(clock.instant(), second));
            deleted += expired.delete(second).getOrDefault("ContactHistory", 0);
        }
        say("DynamoDB has deleted %,d entries".formatted(deleted));
        assertThat(expired.ofHistories()).isEmpty();
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
                .isEqualTo(ids.stream().map(id -> '"' + id.value() + '"').collect(Collectors.toSet()));
    }

    private static Stream<String> unpacked(Map.Entry<String, byte[]> object) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(object.getValue()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
