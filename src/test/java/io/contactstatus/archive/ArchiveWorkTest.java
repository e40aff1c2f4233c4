package io.contactstatus.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactstatus.LongRun;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ConversationFacts;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Utterance;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.media.files.TestBuckets;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.standin.InMemoryS3;
import io.contactstatus.store.ArchiveStore;
import io.contactstatus.store.ContactAdditions;
import io.contactstatus.store.ContactEraser;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.EndedContacts;
import io.contactstatus.store.HistoryArchive;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.QueueKey;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.TestStores;
import io.contactstatus.visibility.ConnectInstances;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Contacts that are over, their histories in the archive and then gone from the table.
class ArchiveWorkTest {

    /// DynamoDB Local deletes what has expired by the real clock.
    private static final Instant NOON = Instant.parse("2046-01-05T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEEP = Duration.ofDays(730);
    private static final ConnectInstances TOKYO = new ConnectInstances(List.of(new ConnectInstances.ConnectInstance(
            "arn:aws:connect:ap-northeast-1:111122223333:instance/tokyo", null, null, ZoneId.of("Asia/Tokyo"))));
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DynamoDbClient CLIENT = LocalDynamoDb.shared().client();

    /// No exception: nothing that a program does about failures is done.
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1;
    }

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovingClock clock = new MovingClock(NOON);
    private final InMemoryS3 s3 = new InMemoryS3();
    private final ObjectStore bucket = TestBuckets.of(s3.endpoint());
    private final HistoryArchive archive = new ArchivedObjects(bucket);

    /// Accesses to DynamoDB and to the archive until the service is killed: the last one still arrives.
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    private final ObjectStore killedBucket = killedBucket();
    private final TestStores stores =
            TestStores.archiving(killedClient(), prefix, meters, clock, new ArchivedObjects(killedBucket));
    private final ContactStore contacts = stores.contacts();
    private final ArchiveMetrics metrics = new ArchiveMetrics(meters, clock);
    private final ArchiveWork work = working(stores, killedBucket);

    private ArchiveWork working(TestStores on, ObjectStore objects) {
        return new ArchiveWork(
                on.archive(),
                new DayLines(objects, TOKYO, clock),
                metrics,
                new ExpiredObjects(objects, on.archive().keep(), clock));
    }

    private ObjectStore killedBucket() {
        return (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (any, method, arguments) -> {
                    dieIfDead();
                    var result = on(bucket, method, arguments);
                    die();
                    return result;
                });
    }

    private static @Nullable Object on(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw Objects.requireNonNull(failed.getCause());
        }
    }

    private DynamoDbClient killedClient() {
        var configuration = CLIENT.serviceClientConfiguration();
        return DynamoDbClient.builder()
                .endpointOverride(configuration.endpointOverride().orElseThrow())
                .region(configuration.region())
                .credentialsProvider(configuration.credentialsProvider())
                .overrideConfiguration(override -> override.addExecutionInterceptor(new ExecutionInterceptor() {

                    @Override
                    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                        dieIfDead();
                    }

                    @Override
                    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                        die();
                    }
                }))
                .build();
    }

    private void dieIfDead() {
        if (left.get() <= 0) {
            throw new Killed();
        }
    }

    private void die() {
        if (left.decrementAndGet() <= 0) {
            throw new Killed();
        }
    }

    @AfterEach
    void close() {
        s3.close();
    }

    /// All that is answered about a contact.
    private record Answers(
            Contact now,
            List<String> history,
            List<String> backwards,
            List<Optional<Contact>> then,
            Optional<String> record,
            List<Utterance> said,
            List<ContactId> chain) {}

    private Answers answers(ContactId id) {
        var now = contacts.find(id).orElseThrow();
        var history = history(id, false, 7);
        var moments = IntStream.range(0, 8)
                .mapToObj(number -> NOON.plusSeconds(1 + 40L * number))
                .toList();
        return new Answers(
                now.contact(),
                history,
                history(id, true, 7),
                moments.stream()
                        .map(at -> contacts.findAsOf(id, at).map(StoredContact::contact))
                        .toList(),
                contacts.recordEntry(now).map(ArchiveWorkTest::text),
                contacts.transcript(id, Utterance.Origin.LIVE, 200, null).items(),
                contacts.chain(id, 50).stream().map(leg -> leg.contact().id()).toList());
    }

    private List<String> history(ContactId id, boolean newestFirst, int limit) {
        var all = new ArrayList<String>();
        String position = null;
        do {
            var page = contacts.history(id, Set.of(), newestFirst, limit, position);
            page.items().forEach(entry -> all.add(text(entry)));
            position = page.next();
        } while (position != null);
        return all;
    }

    private static String text(HistoryEntry entry) {
        return entry.at() + " " + entry.source() + " " + entry.type() + " " + entry.id() + " "
                + entry.detail().json();
    }

    @Test
    void everythingIsAnsweredAsBeforeWhenTheTableHasNothingButTheContactAnyMore() throws InterruptedException {
        var ids = simulated(6);
        var before = ids.stream().map(this::answers).toList();
        assertThat(before).anySatisfy(one -> assertThat(one.record()).isPresent());

        clock.pass(DAY.plusSeconds(400));
        archiveAll();
        deleteHistories(ids);

        for (var number = 0; number < ids.size(); number++) {
            assertThat(answers(ids.get(number))).isEqualTo(before.get(number));
            assertThat(contacts.find(ids.get(number)).orElseThrow().isArchived())
                    .isTrue();
        }
        assertThat(history(ids.getFirst(), true, 200))
                .isEqualTo(history(ids.getFirst(), false, 200).reversed());
        assertThat(outcomes("archived")).isEqualTo(ids.size());
    }

    @Test
    void anArchivedContactIsAnsweredForAsLongAsTheArchiveIsKept() throws InterruptedException {
        var id = over(3);
        clock.pass(DAY.plusSeconds(60));
        archiveAll();
        var archived = clock.instant();

        clock.pass(KEEP.minusSeconds(1));
        assertThat(contacts.find(id).orElseThrow().expiresAt()).isEqualTo(archived.plus(KEEP));
        clock.pass(Duration.ofSeconds(1));
        assertThat(contacts.find(id)).isEmpty();
    }

    @Test
    void whatIsNotDueYetIsLeftAlone() throws InterruptedException {
        over(3);
        clock.pass(DAY.minusSeconds(60));

        archiveAll();

        assertThat(s3.objects()).isEmpty();
    }

    @Test
    void newsOfAnArchivedContactIsJoinedAndArchivedAgain() throws InterruptedException {
        var id = over(3);
        clock.pass(DAY.plusSeconds(60));
        archiveAll();
        deleteHistories(List.of(id));
        clock.pass(Duration.ofDays(30));

        contacts.append(List.of(entry(id, 50, call(id).attribute("late", "1", NOON.plusSeconds(50)))));
        var late = contacts.join(
                call(id).attribute("late", "1", NOON.plusSeconds(50)).toContact());

        assertThat(late.isArchived()).isTrue();
        assertThat(late.snapshot().timestamps().disconnected()).isEqualTo(NOON.plusSeconds(60));
        assertThat(late.snapshot().attributes()).containsEntry("late", "1");
        assertThat(history(id, false, 2))
                .hasSize(4)
                .isEqualTo(history(id, true, 2).reversed());

        clock.pass(DAY.plusSeconds(60));
        archiveAll();
        deleteHistories(List.of(id));
        assertThat(history(id, false, 2)).hasSize(4);
        assertThat(histories()).hasSize(1);
        assertThat(lines()).hasSize(1);
    }

    @Test
    void anEntryThatSaysNothingNewIsArchivedTooThoughTheContactIsArchivedAlready() throws InterruptedException {
        var id = over(3);
        clock.pass(DAY.plusSeconds(60));
        archiveAll();

        var silent = List.of(entry(id, 30, call(id)));
        contacts.append(silent);
        contacts.join(call(id).toContact(), silent, List.of());
        clock.pass(DAY.plusSeconds(60));
        archiveAll();
        deleteHistories(List.of(id));

        assertThat(history(id, false, 10)).hasSize(4);
    }

    @Test
    void aHistoryOfThousandsOfEntriesIsArchivedAndReadPageByPage() throws InterruptedException {
        var entries = LongRun.choose(250, 10_000);
        var id = over(entries);
        var before = history(id, false, 200);
        clock.pass(DAY.plusSeconds(60));
        archiveAll();
        deleteHistories(List.of(id));

        assertThat(before).hasSize(entries);
        assertThat(history(id, false, 200)).isEqualTo(before);
        assertThat(history(id, true, 200)).isEqualTo(before.reversed());
        assertThat(contacts.findAsOf(id, NOON.plusSeconds(entries))).isPresent();
    }

    @Test
    void nothingIsLostWhereverTheServiceIsKilled() throws InterruptedException {
        var kills = 0;
        for (var accesses = 1; ; accesses++) {
            var id = over(3);
            var before = answers(id);
            clock.pass(DAY.plusSeconds(60));
            var list = bucketOf(id);
            left.set(accesses);
            var killed = false;
            try {
                work.round(list);
            } catch (Killed here) {
                killed = true;
                kills++;
            }
            left.set(Integer.MAX_VALUE);
            archiveAll();
            deleteHistories(List.of(id));

            assertThat(answers(id)).as("after access " + accesses).isEqualTo(before);
            assertThat(contacts.find(id).orElseThrow().isArchived()).isTrue();
            clock.pass(DAY.negated().minusSeconds(60));
            if (!killed) {
                break;
            }
        }
        assertThat(kills).isGreaterThanOrEqualTo(6);
        assertThat(lines()).hasSize(kills + 1);
    }

    @Test
    void whatIsToldWhileItIsBeingArchivedIsArchivedToo() throws InterruptedException {
        var id = over(3);
        clock.pass(DAY.plusSeconds(60));
        var said = List.of(entry(id, 30, call(id)));
        var other = TestStores.archiving(CLIENT, prefix, meters, clock, before(() -> {
            contacts.append(said);
            contacts.join(call(id).toContact(), said, List.of());
        }));

        working(other, bucket).round(bucketOf(id));
        archiveAll();
        deleteHistories(List.of(id));

        assertThat(history(id, false, 10)).hasSize(4);
    }

    /// Something that happens after the history was read, and before the contact says that it is archived.
    private HistoryArchive before(Something something) {
        return before("replace", something);
    }

    @FunctionalInterface
    private interface Something {

        void happens() throws InterruptedException;
    }

    private HistoryArchive before(String access, Something something) {
        return (HistoryArchive) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HistoryArchive.class}, (any, method, arguments) -> {
                    if (method.getName().equals(access)) {
                        something.happens();
                    }
                    return on(archive, method, arguments);
                });
    }

    @Test
    void nothingIsLeftInTheArchiveOfOneThatIsErasedMeanwhile() throws InterruptedException {
        var phone = "+819012345678";
        var id = ofCustomer(phone);
        var other = TestStores.archiving(CLIENT, prefix, meters, clock, before(() -> erase(phone)));

        working(other, bucket).round(bucketOf(id));

        assertThat(histories()).isEmpty();
        assertThat(lines().getFirst().toString()).doesNotContain("819012345678");
    }

    @Test
    void whatWasWrittenWhileItWasErasedByOneThatWasKilledThereuponIsDeletedToo() throws InterruptedException {
        var phone = "+819012345678";
        var id = ofCustomer(phone);
        var other = TestStores.archiving(CLIENT, prefix, meters, clock, before(() -> erase(phone)));

        other.archive().write(id, any -> LocalDate.EPOCH);
        assertThat(histories()).hasSize(1);
        clock.pass(Duration.ofHours(1));
        archiveAll();

        assertThat(histories()).isEmpty();
        assertThat(stores.archive().oldest()).isEmpty();
        assertThat(contacts.find(id)).isEmpty();
    }

    @Test
    void whatWasWrittenTwiceWhileItWasErasedIsDeletedToo() throws InterruptedException {
        var phone = "+819012345678";
        var id = ofCustomer(phone);
        var other = TestStores.archiving(CLIENT, prefix, meters, clock, before(() -> {
            if (!stores.contacts().find(id).map(StoredContact::isArchived).orElse(true)) {
                archiveAll();
                erase(phone);
                archive.delete(id);
            }
        }));

        other.archive().write(id, any -> LocalDate.EPOCH);
        assertThat(histories()).hasSize(1);
        clock.pass(Duration.ofHours(1));
        archiveAll();

        assertThat(histories()).isEmpty();
        assertThat(stores.archive().oldest()).isEmpty();
    }

    @Test
    void aHistoryThatTookTooLongToReadIsNotWritten() throws InterruptedException {
        var id = over(3);
        clock.pass(DAY.plusSeconds(60));
        archiveAll();
        var before = s3.objects();
        contacts.join(call(id).attribute("late", "1", NOON.plusSeconds(50)).toContact());
        clock.pass(DAY.plusSeconds(60));
        var slow = TestStores.archiving(
                CLIENT, prefix, meters, clock, before("open", () -> clock.pass(Duration.ofMinutes(31))));

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> slow.archive().write(id, any -> LocalDate.EPOCH));
        assertThat(s3.objects()).containsOnlyKeys(before.keySet());
        assertThat(s3.objects().get("captured/" + ArchivedObjects.key(id)))
                .isEqualTo(before.get("captured/" + ArchivedObjects.key(id)));
    }

    @Test
    void whereNothingIsNothingIsDeleted() {
        var deletes = new AtomicInteger();
        var watched = (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (any, method, arguments) -> {
                    deletes.addAndGet(method.getName().equals("delete") ? 1 : 0);
                    return on(bucket, method, arguments);
                });

        assertThat(new ArchivedObjects(watched).delete(new ContactId("none"))).isFalse();
        assertThat(deletes).hasValue(0);
    }

    @Test
    void anObjectHasANameThatADirectoryTakesWhateverTheContactIsCalled() {
        var names = IntStream.range(0, 3)
                .mapToObj(number -> ArchivedObjects.key(new ContactId("/".repeat(100) + number)))
                .toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.length() < 100);
        assertThat(ArchivedObjects.key(new ContactId(".unfinished-1"))).startsWith("histories/%2Eunfinished-1");
    }

    private ContactId ofCustomer(String phone) {
        var id = over(3);
        contacts.join(call(id).customerEndpoint(new Endpoint("TELEPHONE_NUMBER", phone), NOON)
                .toContact());
        clock.pass(DAY.plusSeconds(60));
        return id;
    }

    private void erase(String phone) {
        var order = new ContactEraser.Order(
                "erasure", phone, clock.instant(), clock.instant().plus(KEEP));
        stores.eraser()
                .found(phone, null)
                .items()
                .forEach(found -> stores.eraser().bury(found, order));
    }

    @Test
    void aContactHasOneLineOfTheDayOnWhichItBeganWhereverItsInstanceIs() throws InterruptedException {
        var id = over(2);
        var midnight = NOON.minus(Duration.ofHours(21));
        contacts.join(call(id).instance("arn:aws:connect:ap-northeast-1:111122223333:instance/tokyo", NOON)
                .initiated(Moment.exact(midnight))
                .toContact());
        clock.pass(DAY.plusSeconds(60));
        var list = bucketOf(id);
        archiveAll();

        assertThat(lines()).hasSize(1);
        assertThat(s3.objects()).containsKey("captured/" + DayLines.key(LocalDate.of(2046, 1, 5), list));

        // It turns out that it had begun the day before.
        var earlier = midnight.minusSeconds(1);
        contacts.join(call(id).initiated(Moment.exact(earlier)).toContact());
        clock.pass(DAY.plusSeconds(60));
        archiveAll();

        assertThat(lines())
                .singleElement()
                .satisfies(
                        line -> assertThat(line.get("initiated").stringValue()).isEqualTo("2046-01-04 14:59:59.000"));
    }

    @Test
    void aContactThatChangesWhileItIsArchivedStaysInTheDayOfItsLine() throws InterruptedException {
        var id = over(2);
        clock.pass(DAY.plusSeconds(60));
        var earlier = call(id).initiated(Moment.exact(NOON.minus(DAY))).toContact();
        var other = TestStores.archiving(CLIENT, prefix, meters, clock, before(() -> contacts.join(earlier)));

        working(other, bucket).round(bucketOf(id));
        assertThat(outcomes("changed")).isEqualTo(1.0);
        archiveAll();

        assertThat(contacts.find(id).orElseThrow().isArchived()).isTrue();
        assertThat(lines())
                .singleElement()
                .satisfies(
                        line -> assertThat(line.get("initiated").stringValue()).isEqualTo("2046-01-04 12:00:00.000"));
    }

    @Test
    void aContactHasOneLineThoughItTurnsOutToHaveBegunEarlierWhenTheServiceWasKilledThere()
            throws InterruptedException {
        var ids = new ArrayList<ContactId>();
        for (var accesses = 1; ; accesses++) {
            var id = over(1);
            ids.add(id);
            clock.pass(DAY.plusSeconds(60));
            var list = bucketOf(id);
            left.set(accesses);
            var killed = false;
            try {
                work.round(list);
            } catch (Killed here) {
                killed = true;
            }
            left.set(Integer.MAX_VALUE);
            contacts.join(call(id).initiated(Moment.exact(NOON.minus(DAY))).toContact());
            clock.pass(DAY.plusSeconds(60));
            archiveAll();

            assertThat(contacts.find(id).orElseThrow().isArchived()).isTrue();
            assertThat(lines()).as("after access " + accesses).hasSize(ids.size());
            clock.pass(DAY.plusSeconds(60).multipliedBy(2).negated());
            if (!killed) {
                break;
            }
        }
        assertThat(ids).hasSizeGreaterThanOrEqualTo(7);
        assertThat(lines())
                .extracting(line -> line.get("contact_id").stringValue())
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(ContactId::value).toList());
    }

    @Test
    void aLineIsNotReplacedByWhatOneKnewThatWasOnlyAsleep() {
        var id = over(1);
        var asleep = AnalysisLine.of(contacts.find(id).orElseThrow());
        contacts.join(call(id).channel("CHAT", NOON.plusSeconds(1)).toContact());
        var day = LocalDate.of(2046, 1, 5);
        var lines = new DayLines(bucket, TOKYO, clock);

        lines.put(day, "0", List.of(AnalysisLine.of(contacts.find(id).orElseThrow())));
        lines.put(day, "0", List.of(asleep));

        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line.get("channel").stringValue()).isEqualTo("CHAT"));
    }

    /// Without Athena: what it would read is what the documentation says of each column.
    @Test
    void linesHaveTheColumnsThatTheDocumentationTellsAthena() throws InterruptedException, IOException {
        simulated(20);
        clock.pass(DAY.plusSeconds(400));
        archiveAll();

        var table = AthenaTable.documented(Path.of("docs", "archive.md"));
        var lines = lines();
        assertThat(lines).hasSize((int) outcomes("archived"));
        lines.forEach(table::assertReads);
        assertThat(table.columnsRead()).contains("outcome", "phases", "queue_id", "agent_id", "wait_seconds");
    }

    @Test
    void attributesOfALargeContactAreReadFromTheArchiveAndFoundAgainWhateverComesLater() throws InterruptedException {
        var id = over(1);
        var large = call(id);
        for (var number = 0; number < 150; number++) {
            large.attribute("attribute-" + number, UUID.randomUUID() + " " + UUID.randomUUID(), NOON.plusSeconds(9));
        }
        contacts.append(List.of(entry(id, 9, large)));
        contacts.join(large.toContact());
        var before = answers(id);
        clock.pass(DAY.plusSeconds(60));
        archiveAll();
        deleteHistories(List.of(id));

        assertThat(contacts.findAll(List.of(id)).getFirst().snapshot().attributes())
                .isEmpty();
        assertThat(answers(id)).isEqualTo(before);

        var news = call(id).attribute("late", "1", NOON.plusSeconds(50));
        var answered = new ContactAdditions(contacts, List.of())
                .add(news.testimony(NOON.plusSeconds(50)), entry(id, 50, news));
        assertThat(answered.snapshot().attributes()).hasSize(151);
        clock.pass(DAY.plusSeconds(60));
        archiveAll();
        deleteHistories(List.of(id));

        var late = contacts.find(id).orElseThrow().snapshot();
        assertThat(late.attributes())
                .hasSize(151)
                .containsEntry("late", "1")
                .containsAllEntriesOf(before.now().snapshot().attributes());
        assertThat(late.outcome()).isEqualTo(before.now().snapshot().outcome());
    }

    @Test
    void listsOfArchivedContactsReadNoneOfTheirObjects() throws InterruptedException {
        var phone = "+819012345678";
        var id = over(3);
        var large = call(id).customerEndpoint(new Endpoint("TELEPHONE_NUMBER", phone), NOON);
        for (var number = 0; number < 150; number++) {
            large.attribute("attribute-" + number, UUID.randomUUID() + " " + UUID.randomUUID(), NOON.plusSeconds(2));
        }
        contacts.append(List.of(entry(id, 2, large)));
        contacts.join(large.toContact());
        clock.pass(DAY.plusSeconds(60));
        archiveAll();
        deleteHistories(List.of(id));
        var unread = TestStores.archiving(CLIENT, prefix, meters, clock, unreadable())
                .contacts();

        var day = new EndedContacts(List.of(new QueueKey(null, null)), NOON, NOON.plus(DAY), any -> true, any -> true);
        assertThat(unread.active(any -> true, 10, null).items()).isEmpty();
        for (var list : List.of(
                unread.ofCustomer(phone, null, null, any -> true, 10, null).items(),
                unread.ended(day, 10, null).items(),
                unread.chain(id, 10),
                unread.findAll(List.of(id)))) {
            assertThat(list).extracting(StoredContact::isArchived).containsExactly(true);
            assertThat(list.getFirst().snapshot().timestamps().disconnected()).isEqualTo(NOON.plusSeconds(60));
        }
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> unread.find(id));
    }

    private static HistoryArchive unreadable() {
        return (HistoryArchive) Proxy.newProxyInstance(
                ArchiveWorkTest.class.getClassLoader(),
                new Class<?>[] {HistoryArchive.class},
                (any, method, arguments) -> {
                    throw new AssertionError("an object is read for a list");
                });
    }

    @Test
    void archivingCostsFourUnitsAtMost() throws InterruptedException {
        var stories = LongRun.choose(8, 300);
        var without = new SimpleMeterRegistry();
        simulated(TestStores.over(CLIENT, LocalDynamoDb.freshPrefix(), without, clock), without, stories);

        var ids = simulated(stories);
        var ended = consumed(meters);
        clock.pass(DAY.plusSeconds(400));
        archiveAll();

        var coming = (ended - consumed(without)) / ids.size();
        var going = (consumed(meters) - ended) / ids.size();
        assertThat(coming + going)
                .as("%s when they end, %s when they are archived", coming, going)
                .isBetween(3.0, 4.0);
    }

    @Test
    void whatCannotBeArchivedKeepsNoneOfTheOthersWaitingAndIsTriedAgain() throws InterruptedException {
        var ids = List.of(over(2), over(2), over(2));
        clock.pass(DAY.plusSeconds(60));
        s3.refuse(4);

        archiveAll();
        assertThat(histories()).hasSizeBetween(1, 2);
        work.watch();
        assertThat(metrics.ageOfOldest()).isEqualTo(60.0);

        archiveAll();
        assertThat(histories()).hasSize(ids.size());
        assertThat(lines()).hasSize(ids.size());
        assertThat(stores.archive().oldest()).isEmpty();
    }

    @Test
    void contactsThatCanNeverBeArchivedKeepNoneOfTheOthersWaiting() throws InterruptedException {
        var never =
                IntStream.range(0, 6).mapToObj(number -> over(ofFirstList(), 1)).toList();
        clock.pass(Duration.ofSeconds(1));
        var last = over(ofFirstList(), 1);
        clock.pass(DAY.plusSeconds(60));
        var broken = new AtomicInteger(never.size());
        var other = TestStores.archiving(CLIENT, prefix, meters, clock, before(() -> {
            if (broken.getAndDecrement() > 0) {
                throw new IllegalStateException("never");
            }
        }));

        working(other, bucket).round("0");

        assertThat(contacts.find(last).orElseThrow().isArchived()).isTrue();
        assertThat(histories()).hasSize(1);
        assertThat(outcomes("archived")).isEqualTo(1.0);
        assertThat(meters.get("contact_status.archive.failures").counter().count())
                .isEqualTo(never.size());
    }

    @Test
    void theAlarmKnowsHowFarBehindItIsWhileABacklogIsWorkedOn() throws InterruptedException {
        over(ofFirstList(), 1);
        clock.pass(DAY.plusSeconds(60));
        s3.refuse(1_000);

        work.round("0");

        assertThat(metrics.ageOfOldest()).isEqualTo(60.0);
    }

    @Test
    void nextToNothingIsInMemoryOfContactsHoweverLargeTheyAre() throws InterruptedException {
        var ids =
                IntStream.range(0, 4).mapToObj(number -> over(ofFirstList(), 1)).toList();
        clock.pass(DAY.plusSeconds(60));
        var steps = new ArrayList<String>();
        var large = (ArchiveStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ArchiveStore.class}, (any, method, arguments) -> {
                    var result = on(stores.archive(), method, arguments);
                    if (result instanceof Optional<?> some && some.orElse(null) instanceof ArchiveStore.Written one) {
                        steps.add("write");
                        return Optional.of(new ArchiveStore.Written(one.contact(), one.canBeCut(), 600_000, one.day()));
                    }
                    if (method.getName().equals("conclude")) {
                        steps.add("conclude");
                    }
                    return result;
                });

        new ArchiveWork(large, new DayLines(bucket, TOKYO, clock), metrics, new ExpiredObjects(bucket, KEEP, clock))
                .round("0");

        assertThat(steps)
                .containsExactly("write", "write", "conclude", "conclude", "write", "write", "conclude", "conclude");
        assertThat(lines()).hasSize(ids.size());
    }

    @Test
    void anArchivedTranscriptIsWhatItWasAndReadOnceForAMomentHoweverLongItIs() throws InterruptedException {
        var id = over(1);
        var said = IntStream.range(0, 210)
                .mapToObj(second -> new Utterance(
                        id,
                        "u" + second,
                        null,
                        "AGENT",
                        second * 1000,
                        null,
                        null,
                        null,
                        true,
                        true,
                        "NEUTRAL",
                        false,
                        Utterance.Origin.LIVE))
                .toList();
        contacts.keep(said);
        var told = new ConversationFacts();
        told.sentiment("AGENT", "NEUTRAL", said.getFirst().place());
        var heard = Facts.about(id, Source.CONTACT_LENS).insights(told.insights());
        contacts.append(List.of(new HistoryEntry(
                        id, NOON, Source.CONTACT_LENS, "SEGMENTS", "Said", "said", HistoryEntry.Detail.of("{}"))
                .with(heard.testimony(NOON))));
        contacts.join(heard.toContact());
        var before = contacts.transcript(id, Utterance.Origin.LIVE, 500, null).items();
        clock.pass(DAY.plusSeconds(60));
        archiveAll();
        deleteHistories(List.of(id));
        var reads = new AtomicInteger();
        var counted = TestStores.archiving(CLIENT, prefix, meters, clock, before("open", reads::incrementAndGet));

        assertThat(counted.contacts().findAsOf(id, NOON.plusSeconds(900))).isPresent();

        assertThat(reads).hasValue(2);
        assertThat(contacts.transcript(id, Utterance.Origin.LIVE, 500, null).items())
                .hasSize(210)
                .isEqualTo(before);
    }

    private static ContactId ofFirstList() {
        return Stream.generate(() -> new ContactId(UUID.randomUUID().toString()))
                .filter(id -> Math.floorMod(id.value().hashCode(), 8) == 0)
                .findFirst()
                .orElseThrow();
    }

    private List<String> histories() {
        return s3.objects().keySet().stream()
                .filter(key -> key.contains("/histories/"))
                .toList();
    }

    /// Those of all days.
    private List<JsonNode> lines() {
        return s3.objects().entrySet().stream()
                .filter(object -> object.getKey().contains("/lines/"))
                .flatMap(object -> unpacked(object.getValue()).lines())
                .map(JSON::readTree)
                .toList();
    }

    private static String unpacked(byte[] compressed) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String bucketOf(ContactId id) {
        return stores.archive().buckets().stream()
                .filter(list -> stores.archive().due(list, 250, null).items().contains(id))
                .findFirst()
                .orElseGet(() -> stores.archive().buckets().getFirst());
    }

    private List<ContactId> simulated(int stories) {
        return simulated(stores, meters, stories);
    }

    private List<ContactId> simulated(TestStores stores, SimpleMeterRegistry meters, int stories) {
        var contacts = stores.contacts();
        var ingest = Ingestion.into(contacts, stores.seats(), stores.deadLetters(), meters);
        var simulation = new Simulation(14, NOON);
        var ids = new ArrayList<ContactId>();
        while (ids.size() < stories) {
            var story = simulation.next();
            var records = story.records().stream()
                    .map(record -> new RawRecord(record.payload(), "test"))
                    .toList();
            ingest.accept("test", records, StoreRetry.endless());
            story.expected()
                    .forEach(expected -> contacts.find(new ContactId(expected.contactId()))
                            .filter(stored -> !stored.snapshot().active())
                            .ifPresent(stored -> ids.add(stored.contact().id())));
        }
        return ids;
    }

    private ContactId over(int entries) {
        return over(new ContactId(UUID.randomUUID().toString()), entries);
    }

    private ContactId over(ContactId id, int entries) {
        contacts.append(IntStream.range(0, entries)
                .mapToObj(number -> entry(id, number, call(id)))
                .toList());
        contacts.join(call(id).disconnected(Moment.exact(NOON.plusSeconds(60))).toContact());
        return id;
    }

    private static Facts call(ContactId id) {
        return Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(NOON)
                .initiated(Moment.exact(NOON))
                .channel("VOICE", NOON)
                .initiationMethod("INBOUND");
    }

    private static HistoryEntry entry(ContactId id, int number, Facts facts) {
        var at = NOON.plusSeconds(number);
        return new HistoryEntry(
                        id,
                        at,
                        Source.CONTACT_EVENT,
                        "QUEUED",
                        "Queued",
                        "event-" + number,
                        HistoryEntry.Detail.of("{}"))
                .with(facts.testimony(at));
    }

    private void archiveAll() throws InterruptedException {
        for (var bucket : stores.archive().buckets()) {
            work.round(bucket);
        }
    }

    /// As DynamoDB does, when it has got round to it.
    private void deleteHistories(List<ContactId> ids) {
        for (var id : ids) {
            var key = "Connect_ContactId";
            CLIENT.queryPaginator(query -> query.tableName(prefix + "ContactHistory")
                            .keyConditionExpression("#id = :id")
                            .expressionAttributeNames(Map.of("#id", key))
                            .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(id.value()))))
                    .items()
                    .forEach(item -> CLIENT.deleteItem(delete -> delete.tableName(prefix + "ContactHistory")
                            .key(Map.of(key, item.get(key), "Entry", item.get("Entry")))));
        }
    }

    private double outcomes(String outcome) {
        return meters.get("contact_status.archive.contacts")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    /// Writes only, of all tables and indexes but that of figures.
    private static double consumed(SimpleMeterRegistry meters) {
        return meters.find("contact_status.dynamodb.consumed_capacity").counters().stream()
                .filter(counter -> Set.of("put", "update", "delete")
                        .contains(String.valueOf(counter.getId().getTag("operation"))))
                .filter(counter ->
                        !String.valueOf(counter.getId().getTag("table")).endsWith("QueueFigures"))
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
