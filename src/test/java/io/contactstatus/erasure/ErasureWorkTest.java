package io.contactstatus.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.CallBack;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.ResourceId;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.identity.CustomerIdentifiers;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.jobs.Jobs;
import io.contactstatus.media.AudioErasure;
import io.contactstatus.store.CallBackStore;
import io.contactstatus.store.Capture;
import io.contactstatus.store.ContactErased;
import io.contactstatus.store.ContactEraser;
import io.contactstatus.store.ErasedCustomers;
import io.contactstatus.store.Erasure;
import io.contactstatus.store.HistoryArchive;
import io.contactstatus.store.Job;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.Page;
import io.contactstatus.store.QueueKey;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.web.Records;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ErasureWorkTest {

    private static final DynamoDbClient CLIENT = LocalDynamoDb.shared().client();
    private static final String PHONE = "+819012345678";
    private static final String MAIL = "one@example.com";

    /// DynamoDB Local deletes what has expired by the real clock, within seconds: nothing here may have.
    private static final Instant NOON = Instant.parse("2046-01-05T12:00:00Z");

    private static final ErasureProperties PROPERTIES =
            new ErasureProperties(Duration.ofDays(730), Duration.ofMinutes(1));

    private final MovingClock clock = new MovingClock(NOON);
    private final String prefix = LocalDynamoDb.freshPrefix();
    private final TestStores stores =
            TestStores.erasing(CLIENT, prefix, new SimpleMeterRegistry(), clock, ErasedCustomers.NONE);
    private final Set<ContactId> silenced = new HashSet<>();
    private final Map<ContactId, Path> archived = new HashMap<>();
    private final List<ContactId> cleared = new ArrayList<>();

    /// @param assigned what it is found by first; the phone is a further key then
    private ContactId over(Instant at, @Nullable String assigned) {
        var id = new ContactId(UUID.randomUUID().toString());
        stores.contacts().append(List.of(entry(id, at)));
        var facts = Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(at)
                .initiated(Moment.exact(at))
                .disconnected(Moment.exact(at.plusSeconds(60)))
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", PHONE), at)
                .customerAssigned(assigned, at);
        stores.contacts().join(facts.toContact());
        return id;
    }

    private static HistoryEntry entry(ContactId id, Instant at) {
        return new HistoryEntry(
                id, at, Source.CONTACT_EVENT, "INITIATED", "Initiated", "1", HistoryEntry.Detail.of("{}"));
    }

    private ErasureWork work(ContactEraser eraser) {
        return work(eraser, true, PROPERTIES);
    }

    /// @param hears whether it captures audio, and so can delete it
    private ErasureWork work(ContactEraser eraser, boolean hears, ErasureProperties properties) {
        var audio = new StaticListableBeanFactory();
        if (hears) {
            audio.addBean("audio", (AudioErasure) id -> silenced.add(id) ? 1 : 0);
        }
        audio.addBean("archive", new HistoryArchive() {

            @Override
            public Optional<Archived> open(ContactId id) {
                throw new AssertionError("what is erased is not read");
            }

            @Override
            public boolean replace(ContactId id, @Nullable String tag, Path content) {
                return archived.put(id, content) == null;
            }

            @Override
            public boolean delete(ContactId id) {
                cleared.add(id);
                return archived.remove(id) != null;
            }

            @Override
            public void discardAttempts(ContactId id) {}
        });
        return new ErasureWork(
                stores.erasures(),
                eraser,
                new BuriedContacts(
                        eraser, audio.getBeanProvider(AudioErasure.class), audio.getBeanProvider(HistoryArchive.class)),
                new LetterErasure(stores.deadLetters(), eraser, CustomerIdentifiers.inRegion("JP")),
                new ConnectInstances(List.of()),
                properties,
                clock);
    }

    private static Erasure erasure(String id) {
        return Erasure.begun(id, List.of("digest"), NOON, NOON.plus(Duration.ofDays(730)));
    }

    private static ContactEraser.Order order(String id) {
        return new ContactEraser.Order(id, PHONE, NOON, NOON.plus(Duration.ofDays(730)));
    }

    @Test
    void isNotDoneBeforeAllInstancesKnowOfIt() {
        var contact = over(NOON.minusSeconds(600), null);
        var work = work(stores.eraser());

        assertThat(work.isDone(erasure("a"), order("a"), false)).isFalse();
        assertThat(work.isDone(erasure("a"), order("a"), true)).isFalse();
        assertThat(stores.contacts().find(contact)).isEmpty();
        // An instance that did not know yet.
        var other = over(NOON.minusSeconds(500), null);
        clock.pass(Duration.ofMinutes(2));

        assertThat(work.isDone(erasure("a"), order("a"), true)).isFalse();
        assertThat(work.isDone(erasure("a"), order("a"), true)).isTrue();
        assertThat(stores.contacts().find(other)).isEmpty();
        assertThat(stores.erasures().find("a").orElseThrow().counts())
                .isEqualTo(new Erasure.Counts(2, 2, 0, 2, 0, 0, 0));
    }

    @Test
    void expiredContactsAreErasedToo() {
        var contact = over(NOON.minusSeconds(600), null);
        clock.pass(Duration.ofHours(30));

        finish(work(stores.eraser()), "a");

        assertThat(stores.eraser().erased(List.of(contact), "a")).containsExactly(contact);
    }

    @Test
    void whatIsArchivedOfThemIsErasedAndCounted() {
        var contact = over(NOON.minusSeconds(600), null);
        var neighbour = new ContactId(UUID.randomUUID().toString());
        archived.put(contact, Path.of("history"));
        archived.put(neighbour, Path.of("history"));
        clock.pass(Duration.ofMinutes(2));

        finish(work(stores.eraser()), "a");

        assertThat(archived).containsOnlyKeys(neighbour);
        assertThat(stores.erasures().find("a").orElseThrow().counts().objects()).isEqualTo(1);
    }

    @Test
    void whatIsOverIsGoneAltogetherThoughALiveContactIsWaitedFor() {
        var over = IntStream.range(0, 130)
                .mapToObj(number -> over(NOON.minusSeconds(600 + number), null))
                .toList();
        over.forEach(contact -> archived.put(contact, Path.of("history")));
        var live = live(NOON.minusSeconds(60));
        var work = work(stores.eraser());

        assertThat(work.isDone(erasure("a"), order("a"), false)).isFalse();
        assertThat(archived).isEmpty();
        assertThat(silenced).containsExactlyInAnyOrderElementsOf(over);
        assertThat(stores.erasures().find("a").orElseThrow().counts())
                .isEqualTo(new Erasure.Counts(130, 130, 130, 130, 0, 0, 1));

        // A writer that was killed after it had read the contact before.
        stores.contacts().append(List.of(entry(over.getLast(), NOON.minusSeconds(700))));
        clock.pass(Duration.ofMinutes(2));
        for (var round = 0; round < 3; round++) {
            assertThat(work.isDone(erasure("a"), order("a"), true)).isFalse();
        }

        assertThat(text().filter(item -> item.contains(PHONE)))
                .allMatch(item -> item.contains(live.value()))
                .hasSize(1);
        assertThat(text().filter(item -> item.contains("erasing#"))).isEmpty();
        assertThat(stores.contacts()
                        .history(over.getLast(), Set.of(), false, 10, null)
                        .items())
                .isEmpty();
        // Once when it was buried, and once when nobody could add anything any more.
        assertThat(cleared).hasSize(2 * over.size());
        assertThat(stores.erasures().find("a").orElseThrow().counts())
                .isEqualTo(new Erasure.Counts(130, 131, 130, 130, 0, 0, 1));
        assertThat(stores.eraser().erased(over, "a")).hasSize(130);
    }

    @Test
    void recordingsOfContactsThatAreLongGoneAreErased() {
        var contact = new ContactId(UUID.randomUUID().toString());
        stores.captures()
                .belongs(contact, new Capture.Belonging(contact.value(), Set.of(PHONE, MAIL)), Duration.ofDays(30));
        clock.pass(Duration.ofMinutes(2));

        finish(work(stores.eraser()), "a");

        assertThat(silenced).containsExactly(contact);
        assertThat(text()).noneMatch(item -> item.contains(PHONE) || item.contains(MAIL));
    }

    @Test
    void anErasureThatNeedsAnInstanceWhichCapturesAudioIsGivenUpByOneThatDoesNot() {
        var contact = over(NOON.minusSeconds(600), null);
        stores.captures().belongs(contact, new Capture.Belonging(contact.value(), Set.of(PHONE)), Duration.ofDays(30));
        clock.pass(Duration.ofMinutes(2));
        var soon = new ErasureProperties(Duration.ofDays(730), Duration.ofMillis(20));
        var order = new ErasureOrder(List.of("digest"), NOON, NOON.plus(Duration.ofDays(730)));
        stores.jobs().create(ErasureWork.KIND, "a", order.toRequest(), Map.of(ErasureWork.IDENTIFIER, PHONE));

        try (var _ = Jobs.instance(stores.jobs(), work(stores.eraser(), false, soon))) {
            await().until(() -> job().lease().owner() == null && job().lease().fence() > 0);
            assertThat(job().state()).isEqualTo(Job.State.RUNNING);
            assertThat(stores.contacts().find(contact)).isEmpty();
            try (var _ = Jobs.instance(stores.jobs(), work(stores.eraser(), true, soon))) {
                await().untilAsserted(() -> assertThat(job().state()).isEqualTo(Job.State.DONE));
            }
        }

        assertThat(silenced).containsExactly(contact);
        assertThat(text()).noneMatch(item -> item.contains(PHONE));
    }

    private Job job() {
        return stores.jobs().find(ErasureWork.KIND, "a").orElseThrow();
    }

    @Test
    void whatIsLeftOfALateContactWaitsForAnInstanceThatCapturesAudioToo() throws InterruptedException {
        stores.erasures().begin(erasure("a"));
        var late = buriedLate("a");
        stores.captures().belongs(late, new Capture.Belonging(late.value(), Set.of(PHONE)), Duration.ofDays(30));

        assertThat(late(stores.eraser()).round()).isFalse();
        assertThat(late(stores.eraser(), true).round()).isTrue();

        assertThat(silenced).containsExactly(late);
        assertThat(text()).noneMatch(item -> item.contains(PHONE));
    }

    @Test
    void oneThatAmazonConnectDoesNotKnowIsErasedAtOnce() {
        var began = NOON.minusSeconds(600);
        var contact = live(began);
        stores.contacts()
                .join(Facts.about(contact, Source.RECONCILED)
                        .unknownToConnect(NOON.minusSeconds(60))
                        .toContact());
        clock.pass(Duration.ofMinutes(2));

        finish(work(stores.eraser()), "a");

        assertThat(stores.eraser().erased(List.of(contact), "a")).containsExactly(contact);
    }

    @Test
    void oneThatAmazonConnectDoesNotKnowAnyMoreIsDroppedByItsLateNumber() {
        var contact = new ContactId(UUID.randomUUID().toString());
        var began = NOON.minusSeconds(600);
        stores.contacts()
                .join(Facts.about(contact, Source.CONTACT_EVENT)
                        .heardAt(began)
                        .initiated(Moment.exact(began))
                        .toContact());
        stores.contacts()
                .join(Facts.about(contact, Source.RECONCILED)
                        .unknownToConnect(NOON.minusSeconds(60))
                        .toContact());
        var number = Facts.about(contact, Source.CONTACT_EVENT)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", PHONE), began)
                .toContact();

        assertThatExceptionOfType(ContactErased.class)
                .isThrownBy(() -> knowing("a").contacts().join(number));
    }

    @Test
    void aLegThatAnErasedCallGoesOnToIsErasedWhenItIsOver() {
        var first = over(NOON.minusSeconds(600), null);
        clock.pass(Duration.ofMinutes(2));
        finish(work(stores.eraser()), "a");
        var began = NOON.plusSeconds(60);

        var leg = talk(knowing("a"), began, false, first);

        assertThat(stores.contacts().find(leg)).isPresent();
        assertThat(stores.contacts().active(any -> true, 10, null).items())
                .extracting(stored -> stored.contact().id())
                .containsExactly(leg);
        assertThat(departures()).extracting(QueueDeparture::agentId).containsExactly(Records.AGENT_ID);
        // Those that are live are known for some seconds.
        clock.pass(Duration.ofSeconds(10));
        assertThatExceptionOfType(ContactErased.class)
                .isThrownBy(() -> knowing("a").contacts().join(ended(leg, began)));
        assertThat(departures()).extracting(QueueDeparture::handleSeconds).containsExactly(70);
        assertThat(late(stores.eraser()).round()).isTrue();
        assertThat(stores.eraser().erased(List.of(leg), "a")).containsExactly(leg);
        assertThat(text()).noneMatch(item -> item.contains(PHONE));
    }

    @Test
    void aLegOfAnErasedCallThatIsOverWhenItIsFirstHeardOfIsDropped() {
        var first = over(NOON.minusSeconds(600), null);
        clock.pass(Duration.ofMinutes(2));
        finish(work(stores.eraser()), "a");
        var leg = new ContactId(UUID.randomUUID().toString());
        var late = ended(leg, NOON.plusSeconds(60))
                .join(Facts.about(leg, Source.CONTACT_EVENT)
                        .initialContact(first)
                        .toContact());

        assertThatExceptionOfType(ContactErased.class)
                .isThrownBy(() -> knowing("a").contacts().join(late));

        assertThat(stores.eraser().erased(List.of(leg), "a")).containsExactly(leg);
        assertThat(stores.eraser().buriedLate()).isEmpty();
    }

    private static Contact ended(ContactId id, Instant began) {
        return Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(began.plusSeconds(90))
                .initiated(Moment.exact(began))
                .disconnected(Moment.exact(began.plusSeconds(90)))
                .toContact();
    }

    @Test
    void whatWasAgreedInOneInstanceIsForgottenWithAContactThatIsBuriedLate() {
        stores.erasures().begin(erasure("a"));
        var began = NOON.minusSeconds(600);
        var id = new ContactId(UUID.randomUUID().toString());
        stores.contacts()
                .join(ended(id, began)
                        .join(Facts.about(id, Source.CONTACT_EVENT)
                                .instance(Records.INSTANCE, began)
                                .customerAssigned(MAIL, began)
                                .toContact()));
        var here = CallBackStore.ofInstance(Objects.requireNonNull(ResourceId.of(Records.INSTANCE)), MAIL);
        stores.callBacks()
                .put(
                        id,
                        Set.of(here),
                        new Latest<>(
                                new CallBack(CallBack.State.ASSIGNED, "mori", NOON.plusSeconds(900)),
                                Stamp.of(NOON, Source.API)),
                        null);
        assertThat(text()).anyMatch(item -> item.contains(here));
        var number = Facts.about(id, Source.CONTACT_EVENT)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", PHONE), began)
                .toContact();
        assertThatExceptionOfType(ContactErased.class)
                .isThrownBy(() -> knowing("a").contacts().join(number));

        assertThat(late(stores.eraser()).round()).isTrue();

        assertThat(text()).noneMatch(item -> item.contains(MAIL) || item.contains(PHONE));
    }

    private ContactId live(Instant at) {
        var id = new ContactId(UUID.randomUUID().toString());
        stores.contacts()
                .join(Facts.about(id, Source.CONTACT_EVENT)
                        .heardAt(at)
                        .initiated(Moment.exact(at))
                        .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", PHONE), at)
                        .toContact());
        return id;
    }

    @Test
    void figuresOfQueuesAndOfTheirAgentsStayAsTheyAre() {
        var began = NOON.minusSeconds(600);
        talk(stores, began, true, null);
        var before = departures();
        assertThat(before).hasSize(1);
        assertThat(before.getFirst().agentId()).isEqualTo(Records.AGENT_ID);
        clock.pass(Duration.ofMinutes(2));

        finish(work(stores.eraser()), "a");

        assertThat(departures()).isEqualTo(before);
    }

    @Test
    void oneThatIsErasedAsItEndsStaysInTheFigures() {
        var began = NOON.minusSeconds(600);
        var contact = talk(stores, began, false, null);
        assertThat(departures()).extracting(QueueDeparture::agentId).containsExactly(Records.AGENT_ID);
        // Those that are live are known for some seconds.
        clock.pass(Duration.ofSeconds(10));

        var end = Facts.about(contact, Source.CONTACT_EVENT)
                .heardAt(began.plusSeconds(90))
                .disconnected(Moment.exact(began.plusSeconds(90)))
                .toContact();
        assertThatExceptionOfType(ContactErased.class)
                .isThrownBy(() -> knowing("a").contacts().join(end));

        assertThat(stores.eraser().erased(List.of(contact), "a")).containsExactly(contact);
        assertThat(departures())
                .extracting(QueueDeparture::kind, QueueDeparture::agentId, QueueDeparture::handleSeconds)
                .containsExactly(tuple(QueueDeparture.Kind.ANSWERED, Records.AGENT_ID, 70));
    }

    /// Answered after 20 seconds, and over after 90.
    ///
    /// @param first of its chain; null for itself
    private ContactId talk(TestStores into, Instant began, boolean isOver, @Nullable ContactId first) {
        var id = UUID.randomUUID().toString();
        var at = began.toString();
        var initiated = Records.initiated(id, at, PHONE);
        ingest(
                into,
                first == null
                        ? initiated
                        : initiated.replace(
                                "\"contactId\":",
                                "\"initialContactId\":\"%s\",\"contactId\":".formatted(first.value())));
        ingest(into, Records.queued(id, at, began.plusSeconds(5).toString()));
        ingest(
                into,
                Records.contactEvent(
                        id,
                        "CONNECTED_TO_AGENT",
                        began.plusSeconds(20).toString(),
                        ",\"initiationTimestamp\":\"%s\",\"queueInfo\":{\"queueArn\":\"%s\",\"enqueueTimestamp\":\"%s\"},\"agentInfo\":{\"agentArn\":\"%s\",\"connectedToAgentTimestamp\":\"%s\"}"
                                .formatted(
                                        at,
                                        Records.QUEUE,
                                        began.plusSeconds(5),
                                        Records.AGENT,
                                        began.plusSeconds(20))));
        if (isOver) {
            ingest(into, Records.disconnected(id, at, began.plusSeconds(90).toString()));
        }
        return new ContactId(id);
    }

    private static void ingest(TestStores into, String record) {
        Ingestion.into(into.contacts(), into.seats(), into.deadLetters(), new SimpleMeterRegistry())
                .accept(
                        "test",
                        List.of(new RawRecord(record.getBytes(StandardCharsets.UTF_8), "1")),
                        StoreRetry.endless());
    }

    private List<QueueDeparture> departures() {
        var found = new ArrayList<QueueDeparture>();
        var queue = new QueueKey(ResourceId.of(Records.INSTANCE), Records.QUEUE_ID);
        stores.queues().forEachDeparture(queue, NOON.minusSeconds(3600), NOON.plusSeconds(3600), found::add);
        return found;
    }

    @Test
    void aKillAtAnyMomentLeavesNothingBehind() {
        clock.pass(Duration.ofMinutes(2));
        var isKilled = true;
        for (var calls = 1; isKilled; calls++) {
            var id = "erasure-" + calls;
            var contacts = List.of(over(NOON.minusSeconds(600), null), over(NOON.minusSeconds(500), MAIL));
            isKilled = isKilled(id, calls);

            finish(work(stores.eraser()), id);

            assertThat(stores.eraser().erased(contacts, id)).containsExactlyInAnyOrderElementsOf(contacts);
            assertThat(silenced).containsAll(contacts);
            assertThat(erasedBy(id)).isEqualTo(2);
            for (var contact : contacts) {
                assertThat(stores.contacts()
                                .history(contact, Set.of(), false, 10, null)
                                .items())
                        .isEmpty();
            }
            assertThat(text()).noneMatch(item -> item.contains(PHONE));
        }
    }

    @Test
    void aKillAtAnyMomentLeavesNoLateContactUncountedAndNoneIsInTheWayOfOthers() {
        var isKilled = true;
        for (var calls = 1; isKilled; calls++) {
            var id = "erasure-" + calls;
            // That erasure is not known any more.
            buriedLate("forgotten-" + calls);
            stores.erasures().begin(erasure(id));
            buriedLate(id);
            isKilled = isKilledLate(calls);

            late(stores.eraser()).round();

            assertThat(stores.eraser().buriedLate()).isEmpty();
            assertThat(erasedBy(id)).isOne();
            assertThat(text()).noneMatch(item -> item.contains(PHONE));
        }
    }

    /// Heard of without its number, which comes when the customer is erased.
    private ContactId buriedLate(String erasureId) {
        var id = new ContactId(UUID.randomUUID().toString());
        var began = NOON.minusSeconds(600);
        stores.contacts().append(List.of(entry(id, began)));
        stores.contacts()
                .join(Facts.about(id, Source.CONTACT_EVENT)
                        .heardAt(began)
                        .initiated(Moment.exact(began))
                        .disconnected(Moment.exact(began.plusSeconds(60)))
                        .toContact());
        var number = Facts.about(id, Source.CONTACT_EVENT)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", PHONE), began)
                .toContact();
        assertThatExceptionOfType(ContactErased.class)
                .isThrownBy(() -> knowing(erasureId).contacts().join(number));
        return id;
    }

    /// As an instance has them that knows of this erasure.
    private TestStores knowing(String erasureId) {
        return TestStores.erasing(CLIENT, prefix, new SimpleMeterRegistry(), clock, new ErasedCustomers() {

            @Override
            public boolean areNone() {
                return false;
            }

            @Override
            public Optional<Erased> of(Collection<String> keys, Instant began) {
                return began.isBefore(NOON)
                        ? Optional.of(new Erased(erasureId, NOON.plus(Duration.ofDays(730))))
                        : Optional.empty();
            }
        });
    }

    private boolean isKilledLate(int calls) {
        try {
            late(new KilledEraser(stores.eraser(), calls)).round();
            return false;
        } catch (KilledEraser.Killed end) {
            return true;
        }
    }

    private int erasedBy(String erasureId) {
        return stores.erasures().find(erasureId).orElseThrow().counts().contacts();
    }

    private LateErasureWork late(ContactEraser eraser) {
        return late(eraser, false);
    }

    private LateErasureWork late(ContactEraser eraser, boolean hears) {
        var audio = new StaticListableBeanFactory();
        if (hears) {
            audio.addBean("audio", (AudioErasure) id -> silenced.add(id) ? 1 : 0);
        }
        var burials = new BuriedContacts(
                eraser, audio.getBeanProvider(AudioErasure.class), audio.getBeanProvider(HistoryArchive.class));
        return new LateErasureWork(eraser, stores.erasures(), burials, PROPERTIES);
    }

    /// The last round is one that buries nothing, and not the first of its run.
    private static void finish(ErasureWork work, String id) {
        assertThat(work.isDone(erasure(id), order(id), false)).isFalse();
        for (var rounds = 0; !work.isDone(erasure(id), order(id), true); rounds++) {
            assertThat(rounds).isLessThan(2);
        }
    }

    private boolean isKilled(String id, int calls) {
        try {
            finish(work(new KilledEraser(stores.eraser(), calls)), id);
            return false;
        } catch (KilledEraser.Killed end) {
            return true;
        }
    }

    private Stream<String> text() {
        return CLIENT.listTablesPaginator().tableNames().stream()
                .filter(table -> table.startsWith(prefix))
                .flatMap(table -> CLIENT.scanPaginator(scan -> scan.tableName(table)).items().stream())
                .map(Object::toString);
    }

    /// Its user is killed after so many calls: the last one is still done, and no other is.
    private static final class KilledEraser implements ContactEraser {

        static final class Killed extends Error {

            private static final long serialVersionUID = 1;
        }

        private final ContactEraser eraser;
        private int left;

        KilledEraser(ContactEraser eraser, int calls) {
            this.eraser = eraser;
            left = calls;
        }

        private <T> T call(Supplier<T> call) {
            var result = call.get();
            if (--left <= 0) {
                throw new Killed();
            }
            return result;
        }

        @Override
        public Page<Found> found(String identifier, @Nullable String from) {
            return call(() -> eraser.found(identifier, from));
        }

        @Override
        public Burial bury(Found found, Order order) {
            return call(() -> eraser.bury(found, order));
        }

        @Override
        public Page<ContactId> recorded(String identifier, @Nullable String from) {
            return call(() -> eraser.recorded(identifier, from));
        }

        @Override
        public Burial buryRecorded(ContactId id, Order order) {
            return call(() -> eraser.buryRecorded(id, order));
        }

        @Override
        public Page<Buried> buried(String erasureId, @Nullable String from) {
            return call(() -> eraser.buried(erasureId, from));
        }

        @Override
        public List<Late> buriedLate() {
            return call(eraser::buriedLate);
        }

        @Override
        public boolean isRecorded(ContactId id) {
            return call(() -> eraser.isRecorded(id));
        }

        @Override
        public void forgetCallBacks(Order order, Collection<String> instanceIds) {
            call(() -> {
                eraser.forgetCallBacks(order, instanceIds);
                return order;
            });
        }

        @Override
        public int deleteHistory(ContactId id) {
            return call(() -> eraser.deleteHistory(id));
        }

        @Override
        public void forget(ContactId id) {
            call(() -> {
                eraser.forget(id);
                return id;
            });
        }

        @Override
        public Map<ContactId, String> erasures(Collection<ContactId> ids) {
            return call(() -> eraser.erasures(ids));
        }
    }
}
