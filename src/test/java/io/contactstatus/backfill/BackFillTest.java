package io.contactstatus.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.contactstatus.backfill.BackFill.Reached;
import io.contactstatus.backfill.BackFill.Wanted;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.ingest.SwitchedContactStore;
import io.contactstatus.jobs.Jobs;
import io.contactstatus.jobs.MortalJobStore;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.simulator.Story;
import io.contactstatus.store.DeadLetter;
import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackFillTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestStores stores = freshStores();
    private final SwitchedContactStore contactStore = new SwitchedContactStore(stores.contacts());
    private final ContactIngest ingest =
            Ingestion.into(contactStore, stores.seats(), stores.deadLetters(), new SimpleMeterRegistry());
    private final JobStore jobs = stores.jobs();
    private final FakeS3 bucket = new FakeS3();

    @AfterEach
    void end() {
        bucket.close();
    }

    private static TestStores freshStores() {
        return TestStores.over(
                LocalDynamoDb.shared().client(),
                LocalDynamoDb.freshPrefix(),
                new SimpleMeterRegistry(),
                Clock.systemUTC());
    }

    private BackFillWork work() {
        var objects = new Bucket(bucket.client());
        return new BackFillWork(
                new ObjectReader(objects, ingest, stores.deadLetters(), 1_000_000, 10),
                objects,
                Duration.ofMillis(1),
                new BackFillMetrics(meters));
    }

    private void order(String prefix, @Nullable String from, @Nullable String to) {
        order(new Wanted(FakeS3.BUCKET, prefix, from, to));
    }

    private void order(Wanted wanted) {
        jobs.create(BackFill.KIND, "1", BackFill.request(wanted), BackFill.progress(Reached.NOTHING));
    }

    private BackFillView view() {
        return BackFillView.of(jobs.find(BackFill.KIND, "1").orElseThrow());
    }

    private void awaitEnd() {
        await().until(() -> view().state() != Job.State.RUNNING);
    }

    private void readAll() {
        order("", null, null);
        try (var _ = Jobs.instance(jobs, work())) {
            awaitEnd();
        }
        assertThat(view().reason()).isNull();
        assertThat(view().state()).isEqualTo(Job.State.DONE);
    }

    private static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    private static byte[] joined(List<SimulatedRecord> records, String between) {
        var all = new ByteArrayOutputStream();
        records.forEach(record -> {
            all.writeBytes(record.payload());
            all.writeBytes(between.getBytes(StandardCharsets.UTF_8));
        });
        return all.toByteArray();
    }

    private static byte[] event(String contactId, int number) {
        return """
                {"version":"0","id":"%s-%d","detail-type":"Amazon Connect Contact Event","source":"aws.connect",
                "time":"2026-01-05T12:00:00Z","detail":{"eventType":"INITIATED","contactId":"%s","channel":"VOICE",
                "initiationMethod":"INBOUND","initiationTimestamp":"2026-01-05T12:00:00.500Z"}}
                """.formatted(contactId, number, contactId).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] events(String name, int count) {
        var all = new ByteArrayOutputStream();
        IntStream.range(0, count).forEach(number -> all.writeBytes(event(name + "-" + number, number)));
        return all.toByteArray();
    }

    private boolean isKnown(String contactId) {
        return stores.contacts().find(new ContactId(contactId)).isPresent();
    }

    private static List<Contact> contacts(TestStores stores, Story story) {
        return stores
                .contacts()
                .findAll(story.expected().stream()
                        .map(contact -> new ContactId(contact.contactId()))
                        .toList())
                .stream()
                .map(StoredContact::contact)
                .toList();
    }

    private List<DeadLetter> letters() {
        return stores.deadLetters().newest(50, null).items();
    }

    /// Records of all kinds as Firehose writes them; flow logs among them are members of gzip.
    @Test
    void givesTheSameContactsAsTheStreamsDid() {
        for (var seed = 1; seed <= 4; seed++) {
            var story = new Simulation(70_000 + seed, NOON).next();
            var live = freshStores();
            Ingestion.into(live.contacts(), live.seats(), live.deadLetters(), new SimpleMeterRegistry())
                    .accept(
                            "kinesis",
                            story.records().stream()
                                    .map(record -> new RawRecord(record.payload(), "shard"))
                                    .toList(),
                            StoreRetry.endless());
            var half = story.records().size() / 2;
            var first = story.records().subList(0, half);
            var second = story.records().subList(half, story.records().size());
            bucket.put(seed + "/a", seed % 2 == 0 ? joined(first, "") : gzip(joined(first, "\n")));
            bucket.put(seed + "/b", seed < 3 ? joined(second, "\n") : gzip(joined(second, "")));

            jobs.create(
                    BackFill.KIND,
                    "s" + seed,
                    BackFill.request(new Wanted(FakeS3.BUCKET, seed + "/", null, null)),
                    BackFill.progress(Reached.NOTHING));
            var id = "s" + seed;
            try (var _ = Jobs.instance(jobs, work())) {
                await().until(() -> jobs.find(BackFill.KIND, id).orElseThrow().state() == Job.State.DONE);
            }

            assertThat(contacts(stores, story)).as(story.name()).isNotEmpty().isEqualTo(contacts(live, story));
        }
        assertThat(letters()).isEmpty();
    }

    @Test
    void readsCompressedRecordsThatADelimiterJoined() {
        var lines = new ByteArrayOutputStream();
        for (var name : List.of("first-line", "second-line")) {
            lines.writeBytes(gzip(event(name, 1)));
            lines.write('\n');
        }
        bucket.put("lines", lines.toByteArray());

        readAll();

        assertThat(isKnown("first-line")).isTrue();
        assertThat(isKnown("second-line")).isTrue();
        assertThat(letters()).isEmpty();
    }

    @Test
    void readsTheKeysInTheirOrderFromOneToAnother() {
        for (var key : List.of("2026/01/04/x", "2026/01/05/a", "2026/01/05/b c+d", "2026/01/06/é", "2026/01/07/a")) {
            bucket.put(key, event("of " + key.replace('/', '-'), 1));
        }
        order("2026/", "2026/01/05", "2026/01/07");

        try (var _ = Jobs.instance(jobs, work())) {
            awaitEnd();
        }

        assertThat(bucket.fetched()).containsExactly("2026/01/05/a@0", "2026/01/05/b c+d@0", "2026/01/06/é@0");
        assertThat(view().objects()).isEqualTo(3);
        assertThat(view().records()).isEqualTo(3);
        assertThat(view().bytes()).isGreaterThan(900);
        assertThat(view().position()).isEqualTo("2026/01/06/é");
        assertThat(view().currentKey()).isNull();
        assertThat(meters.counter("contact_status.backfill.objects").count()).isEqualTo(3);
        assertThat(meters.counter("contact_status.backfill.records").count()).isEqualTo(3);
    }

    @Test
    void listsEveryPageOfABucket() {
        IntStream.range(10, 30).forEach(number -> bucket.put("k" + number, event("page-" + number, 1)));

        readAll();

        assertThat(view().objects()).isEqualTo(20);
        assertThat(IntStream.range(10, 30)).allMatch(number -> isKnown("page-" + number));
    }

    @Test
    void doesNotTakeAnEmptyPageForTheEnd() {
        bucket.beginWithAnEmptyPage();
        bucket.put("a", event("behind-nothing", 1));

        order("", null, "b");
        bucket.put("c", event("not wanted", 1));
        try (var _ = Jobs.instance(jobs, work())) {
            awaitEnd();
        }

        assertThat(isKnown("behind-nothing")).isTrue();
        assertThat(view().objects()).isEqualTo(1);
    }

    @Test
    void givesUpAnObjectThatIsNotOfRecordsAndGoesOn() {
        var table = IntStream.range(0, 15).mapToObj(row -> "{" + row + ";text").collect(Collectors.joining("\n"));
        bucket.put("a.csv", table.getBytes(StandardCharsets.UTF_8));
        bucket.put("b", event("after-the-table", 1));

        readAll();

        assertThat(isKnown("after-the-table")).isTrue();
        assertThat(view().objects()).isEqualTo(2);
        assertThat(view().brokenObjects()).isEqualTo(1);
        assertThat(letters()).extracting(DeadLetter::reason).contains("too much damage in one object");
    }

    /// The bucket may have everything else that Amazon Connect writes: nothing of a voice becomes a dead letter.
    @Test
    void failsWhereObjectAfterObjectHoldsNoRecords() {
        var voice = "RIFF\0\0\0\0WAVEfmt \n{\n{\"\n".repeat(100).getBytes(StandardCharsets.ISO_8859_1);
        IntStream.range(10, 15).forEach(number -> bucket.put("CallRecordings/" + number, voice));
        bucket.put("CallRecordings/15", event("among-voices", 1));
        IntStream.range(16, 50).forEach(number -> bucket.put("CallRecordings/" + number, voice));
        order("", null, null);

        try (var _ = Jobs.instance(jobs, work())) {
            awaitEnd();
        }

        assertThat(isKnown("among-voices")).isTrue();
        assertThat(view().state()).isEqualTo(Job.State.FAILED);
        assertThat(view().reason()).startsWith("the last 20 objects hold no records");
        assertThat(view().position()).isEqualTo("CallRecordings/35");
        assertThat(view().brokenObjects()).isEqualTo(25);
        assertThat(letters()).hasSize(25).extracting(DeadLetter::reason).containsOnly("holds no records");
        assertThat(letters()).extracting(DeadLetter::size).containsOnly(0);
    }

    @Test
    void readsWhatFirehoseCouldNotDeliver() {
        var undelivered = """
                {"attemptsMade":5,"arrivalTimestamp":1594265943615,"errorCode":"HttpEndpoint.DestinationException",
                "errorMessage":"Unauthorized","attemptEndingTimestamp":1594266081318,"rawData":"%s","subsequenceNumber":0}
                """.formatted(Base64.getEncoder().encodeToString(event("undelivered", 1)));
        bucket.put("http-endpoint-failed/a", gzip(undelivered.getBytes(StandardCharsets.UTF_8)));

        readAll();

        assertThat(isKnown("undelivered")).isTrue();
        assertThat(letters()).isEmpty();
    }

    @Test
    void fetchesTheRestWhenAConnectionBreaksOff() {
        var all = events("part", 300);
        bucket.put("a", all);
        bucket.breakOffAfter(20_000);

        readAll();

        assertThat(view().records()).isEqualTo(300);
        assertThat(view().bytes()).isEqualTo(all.length);
        assertThat(view().brokenObjects()).isZero();
        assertThat(bucket.fetched()).hasSizeGreaterThan(4).doesNotHaveDuplicates();
        assertThat(letters()).isEmpty();
    }

    @Test
    void waitsWhileS3BreaksEveryConnectionOff() {
        bucket.put("a", event("patient", 1));
        bucket.breakOffAfter(0);
        order("", null, null);

        try (var _ = Jobs.instance(jobs, work())) {
            await().untilAsserted(() -> assertThat(view().reason()).isEqualTo("S3 breaks off again and again"));
            bucket.breakOffAfter(Integer.MAX_VALUE);
            awaitEnd();
        }

        assertThat(isKnown("patient")).isTrue();
        assertThat(view().brokenObjects()).isZero();
        assertThat(letters()).isEmpty();
    }

    @Test
    void beginsAnObjectAgainThatIsReplacedWhileItIsRead() {
        bucket.put("a", events("before", 100));
        bucket.replaceWhatIsRead(List.of(events("between", 100), events("behind", 100)));
        bucket.breakOffAfter(20_000);

        readAll();

        assertThat(isKnown("behind-0")).isTrue();
        assertThat(isKnown("behind-99")).isTrue();
        assertThat(view().records()).isEqualTo(100);
        assertThat(view().brokenObjects()).isZero();
        assertThat(letters()).isEmpty();
    }

    @Test
    void givesUpAnObjectThatIsReplacedAgainAndAgain() {
        bucket.put("a", events("v0", 100));
        bucket.replaceWhatIsRead(IntStream.range(1, 9)
                .mapToObj(number -> events("v" + number, 100))
                .toList());
        bucket.put("b", event("after-it", 1));
        bucket.breakOffAfter(20_000);

        readAll();

        assertThat(isKnown("after-it")).isTrue();
        assertThat(view().brokenObjects()).isEqualTo(1);
        assertThat(bucket.fetched()).filteredOn("a@0"::equals).hasSize(4);
        assertThat(letters())
                .extracting(DeadLetter::reason)
                .containsExactly("the object was replaced while it was read");
    }

    @Test
    void keepsWhatIsBrokenAsDeadLettersAndGoesOn() {
        var cut = gzip(event("cut", 1));
        bucket.put("a-cut", Arrays.copyOf(cut, cut.length - 5));
        bucket.put("b-junk", "{\"this\": is not JSON".getBytes(StandardCharsets.UTF_8));
        bucket.put("c-empty", new byte[0]);
        bucket.put("d-good", event("good", 1));

        readAll();

        assertThat(isKnown("good")).isTrue();
        assertThat(view().objects()).isEqualTo(4);
        assertThat(view().brokenObjects()).isEqualTo(2);
        assertThat(letters())
                .extracting(DeadLetter::position)
                .containsExactlyInAnyOrder("s3://firehose-records/a-cut#0", "s3://firehose-records/b-junk#0");
        assertThat(letters()).extracting(DeadLetter::reason).contains("compression ends in the middle");
        assertThat(letters()).extracting(DeadLetter::pipe).containsOnly("s3");
    }

    @Test
    void makesOneLetterOfTheRecordsOfOneObjectWithTheSameFault() {
        bucket.put("a", "{}\n".repeat(8).getBytes(StandardCharsets.UTF_8));
        bucket.put("b", "{}{}".getBytes(StandardCharsets.UTF_8));

        readAll();

        assertThat(letters())
                .extracting(DeadLetter::position, DeadLetter::count)
                .containsExactlyInAnyOrder(
                        tuple("s3://firehose-records/a#0", 8), tuple("s3://firehose-records/b#0", 2));
    }

    @Test
    void holdsItsPartOfTheMemoryWhileItReads() throws Exception {
        var ofIngest = new SimpleMeterRegistry();
        var reader = new ObjectReader(
                new Bucket(bucket.client()),
                Ingestion.into(contactStore, stores.seats(), stores.deadLetters(), ofIngest),
                stores.deadLetters(),
                1_000_000,
                10);
        bucket.put("a", event("counted", 1));
        var held = new ArrayList<Double>();

        reader.read(FakeS3.BUCKET, "a", counts -> held.add(used(ofIngest)), why -> {});

        assertThat(held).isNotEmpty().allMatch(bytes -> bytes >= 7_000_000);
        assertThat(used(ofIngest)).isZero();
    }

    private static double used(SimpleMeterRegistry meters) {
        return meters.get("contact_status.ingest.memory.used").gauge().value();
    }

    @Test
    void goesOnAtTheObjectThatAKilledInstanceWasAt() {
        IntStream.range(0, 5).forEach(number -> bucket.put("k" + number, event("killed-" + number, 1)));
        order("", null, null);
        var mortal = new MortalJobStore(jobs);
        // Lists once and fetches two objects, then the third one until it is killed.
        bucket.throttle(number -> number > 3);

        try (var _ = Jobs.instance(mortal, work())) {
            await().until(() -> view().objects() == 2);
            mortal.die();
        }
        bucket.throttle(number -> false);
        try (var _ = Jobs.instance(jobs, work())) {
            awaitEnd();
        }

        assertThat(view().objects()).isEqualTo(5);
        assertThat(bucket.fetched()).containsExactly("k0@0", "k1@0", "k2@0", "k3@0", "k4@0");
        assertThat(IntStream.range(0, 5)).allMatch(number -> isKnown("killed-" + number));
    }

    @Test
    void repeatsTheObjectInWhichItWasKilledAndNoOther() {
        bucket.put("a", event("whole", 1));
        bucket.put("b", event("half", 1));
        bucket.throttle(number -> number > 2);
        order("", null, null);
        var mortal = new MortalJobStore(jobs);
        try (var _ = Jobs.instance(mortal, work())) {
            await().until(() -> view().objects() == 1);
            contactStore.goAway();
            bucket.throttle(number -> false);
            await().until(() -> bucket.fetched().contains("b@0"));
            mortal.die();
        }
        contactStore.comeBack();
        try (var _ = Jobs.instance(jobs, work())) {
            awaitEnd();
        }

        assertThat(isKnown("half")).isTrue();
        assertThat(view().objects()).isEqualTo(2);
        assertThat(bucket.fetched()).containsExactly("a@0", "b@0", "b@0");
    }

    @Test
    void waitsWhileS3Throttles() {
        bucket.put("a", event("throttled", 1));
        bucket.throttle(number -> true);
        order("", null, null);

        try (var _ = Jobs.instance(jobs, work())) {
            await().untilAsserted(() -> assertThat(view().reason()).isEqualTo("S3 throttles"));
            bucket.throttle(number -> false);
            awaitEnd();
        }

        assertThat(isKnown("throttled")).isTrue();
    }

    @Test
    void waitsForCredentialsToBeRenewed() {
        bucket.put("a", event("renewed", 1));
        bucket.refuse("ExpiredToken");
        order("", null, null);

        try (var _ = Jobs.instance(jobs, work())) {
            await().until(() -> view().reason() != null);
            assertThat(view().reason()).isEqualTo("S3 answered ExpiredToken");
            assertThat(view().state()).isEqualTo(Job.State.RUNNING);
            bucket.refuse(null);
            awaitEnd();
        }

        assertThat(isKnown("renewed")).isTrue();
    }

    @Test
    void isDoneByOneOfTwoInstances() {
        IntStream.range(10, 40).forEach(number -> bucket.put("k" + number, event("two-" + number, 1)));
        order("", null, null);

        try (var _ = Jobs.instance(jobs, work());
                var _ = Jobs.instance(jobs, work())) {
            awaitEnd();
        }

        assertThat(view().objects()).isEqualTo(30);
        assertThat(bucket.fetched()).hasSize(30).doesNotHaveDuplicates();
        assertThat(bucket.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void stopsWhenItIsToldTo() {
        IntStream.range(0, 9).forEach(number -> bucket.put("k" + number, event("stopped-" + number, 1)));
        bucket.throttle(number -> number > 3);
        order("", null, null);

        try (var instance = Jobs.instance(jobs, work())) {
            await().until(() -> view().objects() == 2);
            jobs.stop(BackFill.KIND, "1");
            await().until(() -> !instance.does(BackFill.KIND, "1"));
        }

        assertThat(view().state()).isEqualTo(Job.State.STOPPED);
        assertThat(view().objects()).isEqualTo(2);
    }

    @Test
    void failsWithAReasonWhereItIsNoUseAskingAgain() {
        order(new Wanted("another-bucket", "", null, null));
        try (var _ = Jobs.instance(jobs, work())) {
            awaitEnd();
        }
        assertThat(view().state()).isEqualTo(Job.State.FAILED);
        assertThat(view().reason()).isEqualTo("there is no such bucket");
    }

    @Test
    void failsWhenItIsNotAllowedTo() {
        bucket.refuse("AccessDenied");
        order("", null, null);
        try (var _ = Jobs.instance(jobs, work())) {
            awaitEnd();
        }
        assertThat(view().state()).isEqualTo(Job.State.FAILED);
        assertThat(view().reason()).isEqualTo("the service is not allowed to list the bucket or to read its objects");
    }
}
