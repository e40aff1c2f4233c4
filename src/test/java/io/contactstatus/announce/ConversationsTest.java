package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.decode.Decoded;
import io.contactstatus.decode.RecordDecoder;
import io.contactstatus.masking.Veil;
import io.contactstatus.standin.LateReads;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.DueContacts;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.TestStores;
import io.contactstatus.web.Records;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConversationsTest {

    private static final String BEGAN = "2026-01-05T20:09:02.000Z";
    private static final Duration SETTLE = Duration.ofMinutes(10);
    private static final RecordDecoder DECODER = RecordDecoder.identifyingCustomersBy(null);

    private final MovingClock clock = new MovingClock(Instant.parse("2026-01-05T20:12:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FakeEventBridge bridge = new FakeEventBridge();
    private final List<StoredContact> marked = new ArrayList<>();
    private final String prefix = LocalDynamoDb.freshPrefix();
    private final LateReads reads =
            new LateReads(LocalDynamoDb.shared().client(), prefix + "ContactStatus", "Connect_ContactId");
    private final TestStores stores = TestStores.announcing(
            LocalDynamoDb.shared().client(reads), prefix, meters, clock, (before, after) -> marked.add(after));
    private final Conversations conversations = conversations();
    private final String first = UUID.randomUUID().toString();
    private final String second = UUID.randomUUID().toString();

    private Conversations conversations() {
        var client = bridge.client();
        var contacts = new StaticListableBeanFactory();
        contacts.addBean("contacts", stores.contacts());
        return new Conversations(
                contacts.getBeanProvider(ContactStore.class),
                stores.due(),
                new EventBus(
                        client,
                        "contact-status",
                        "bus",
                        Conversations.DETAIL_TYPE,
                        new EventBusCheck(client, "bus", clock)),
                new JsonMapper(),
                Veil.DRAWN,
                SETTLE,
                clock);
    }

    @AfterEach
    void end() {
        bridge.close();
    }

    /// Each is announced as it comes.
    private boolean hears(String... records) {
        var all = true;
        for (var record : records) {
            all &= hearsTogether(record);
        }
        return all;
    }

    /// All are stored when the first is announced.
    private boolean hearsTogether(String... records) {
        stores(records);
        var all = true;
        for (var contact : marked) {
            all &= announces(contact);
        }
        return all;
    }

    private void stores(String... records) {
        marked.clear();
        for (var record : records) {
            for (var decoded : DECODER.decode(record.getBytes(StandardCharsets.UTF_8))) {
                ((Decoded.Update) decoded)
                        .contacts()
                        .forEach(about -> stores.contacts().join(about.facts()));
            }
        }
    }

    private boolean announces(StoredContact contact) {
        var mark = contact.outboxMark();
        if (mark == null) {
            return true;
        }
        var isDone = conversations.changed(contact, mark);
        stores.outbox().announced(contact.contact().id(), mark);
        return isDone;
    }

    private static String leg(String contact, String first, String record) {
        return record.replace(
                        "\"contactId\":\"" + contact,
                        "\"initialContactId\":\"" + first + "\",\"contactId\":\"" + contact)
                .replace(
                        "\"ContactId\":\"" + contact,
                        "\"InitialContactId\":\"" + first + "\",\"ContactId\":\"" + contact);
    }

    private double consumed() {
        return meters.find("contact_status.dynamodb.consumed_capacity").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private List<JsonNode> told() {
        return bridge.taken().stream().map(FakeEventBridge.Event::detail).toList();
    }

    private String ended(String contact) {
        return Records.disconnected(contact, BEGAN, "2026-01-05T20:11:10.500Z");
    }

    @Test
    void isToldWhenTheRecordComes() {
        hears(Records.initiated(first, BEGAN, Records.PHONE), ended(first));
        assertThat(told()).isEmpty();

        hears(Records.contactRecord(first, Records.PHONE));

        assertThat(told()).singleElement().satisfies(over -> {
            assertThat(over.path("conversationId").asString()).isEqualTo(first);
            assertThat(over.path("settledBy").asString()).isEqualTo("RECORD");
            assertThat(over.path("outcome").asString()).isEqualTo("LEFT_IN_FLOW");
            assertThat(over.path("startedAt").asString()).startsWith("2026-01-05T20:09:02");
            assertThat(over.path("endedAt").asString()).isEqualTo("2026-01-05T20:11:10.500Z");
            assertThat(over.at("/legs/0/queue/name").asString()).isEqualTo("Billing");
            assertThat(over.path("customer").toString()).doesNotContain(Records.PHONE.substring(1));
        });
        assertThat(bridge.taken().getFirst().detailType()).isEqualTo("Conversation Over");
        // Nothing is left to be done.
        clock.pass(Duration.ofHours(1));
        assertThat(conversations.settle(10)).isFalse();
        assertThat(told()).hasSize(1);
    }

    @Test
    void isToldWithoutARecordSomeTimeAfterTheEndAndAgainWithIt() {
        hears(Records.initiated(first, BEGAN, Records.PHONE), ended(first));
        clock.pass(Duration.ofMinutes(9));
        conversations.settle(10);
        assertThat(told()).isEmpty();

        clock.pass(Duration.ofMinutes(1));
        conversations.settle(10);
        conversations.settle(10);

        assertThat(told()).extracting(over -> over.path("settledBy").asString()).containsExactly("TIME");
        hears(Records.contactRecord(first, Records.PHONE));
        assertThat(told()).extracting(over -> over.path("settledBy").asString()).containsExactly("TIME", "RECORD");
        assertThat(told().get(1).path("version").asLong())
                .isGreaterThan(told().get(0).path("version").asLong());
    }

    @Test
    void isNotOverWhileAnotherLegIsLive() {
        hears(Records.initiated(first, BEGAN, Records.PHONE), ended(first));
        hears(leg(second, first, Records.initiated(second, "2026-01-05T20:11:10.500Z", Records.PHONE)));
        hears(Records.contactRecord(first, Records.PHONE));
        clock.pass(Duration.ofMinutes(20));
        conversations.settle(10);
        assertThat(told()).isEmpty();

        hears(leg(second, first, Records.disconnected(second, "2026-01-05T20:11:10.500Z", "2026-01-05T20:31:10.500Z")));
        conversations.settle(10);
        assertThat(told()).isEmpty();
        clock.pass(SETTLE);
        conversations.settle(10);

        assertThat(told()).singleElement().satisfies(over -> {
            assertThat(over.path("conversationId").asString()).isEqualTo(first);
            assertThat(over.path("legs").size()).isEqualTo(2);
            assertThat(over.path("endedAt").asString()).isEqualTo("2026-01-05T20:31:10.500Z");
        });
    }

    @Test
    void isToldWhenTheBusIsThereAgain() {
        hears(Records.initiated(first, BEGAN, Records.PHONE), ended(first));
        bridge.behave(FakeEventBridge.AWAY);
        assertThat(hears(Records.contactRecord(first, Records.PHONE))).isFalse();
        bridge.behave(FakeEventBridge.WELL);

        assertThat(conversations.changed(
                        Objects.requireNonNull(marked.getLast()),
                        Objects.requireNonNull(marked.getLast().outboxMark())))
                .isTrue();

        assertThat(told()).hasSize(1);
    }

    /// Its last event was lost, so nothing will ever end it.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isToldWithoutTheEndOfALegThatAmazonConnectDoesNotKnow(boolean isAskedFirst) {
        var unknown = "{\"DescribedAt\":\"2026-01-05T20:12:30Z\",\"ContactId\":\"%s\",\"InstanceARN\":\"%s\"}"
                .formatted(second, Records.INSTANCE);
        bothLegsAreKnown();
        hears(isAskedFirst ? unknown : ended(first));
        clock.pass(Duration.ofMinutes(20));
        conversations.settle(10);
        assertThat(told()).isEmpty();

        hears(isAskedFirst ? ended(first) : unknown);
        conversations.settle(10);

        assertThat(told()).singleElement().satisfies(over -> {
            assertThat(over.path("settledBy").asString()).isEqualTo("TIME");
            assertThat(over.path("endedAt").asString()).isEqualTo("2026-01-05T20:11:10.500Z");
        });
    }

    private void bothLegsAreKnown() {
        hears(
                Records.initiated(first, BEGAN, Records.PHONE),
                leg(second, first, Records.initiated(second, "2026-01-05T20:10:00.000Z", Records.PHONE)));
    }

    private String otherEnded() {
        return leg(second, first, Records.disconnected(second, "2026-01-05T20:10:00.000Z", "2026-01-05T20:11:11.500Z"));
    }

    private String[] bothRecords() {
        return new String[] {
            Records.contactRecord(first, Records.PHONE),
            leg(second, first, Records.contactRecord(second, Records.PHONE))
        };
    }

    private void isToldOnceOfBothLegs(String settledBy) {
        assertThat(told()).singleElement().satisfies(over -> {
            assertThat(over.path("conversationId").asString()).isEqualTo(first);
            assertThat(over.path("legs").size()).isEqualTo(2);
            assertThat(over.path("settledBy").asString()).isEqualTo(settledBy);
        });
    }

    @Test
    void isToldOnceWhenTheRecordsOfItsLegsComeAtOneMoment() {
        bothLegsAreKnown();
        hears(ended(first), otherEnded());
        reads.lag();

        hearsTogether(bothRecords());

        isToldOnceOfBothLegs("RECORD");
        reads.catchUp();
        for (var minute = 0; minute < 30; minute++) {
            clock.pass(Duration.ofMinutes(1));
            conversations.settle(10);
        }
        isToldOnceOfBothLegs("RECORD");
    }

    @Test
    void isToldOnceWhenNothingIsKnownButRecordsOfOneMoment() {
        reads.lag();

        hearsTogether(bothRecords());

        isToldOnceOfBothLegs("RECORD");
    }

    @Test
    void isToldOnceWhenItsLegsAreAnnouncedByTwoThreads() {
        bothLegsAreKnown();
        hears(ended(first), otherEnded());
        reads.lag();
        stores(bothRecords());

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            marked.forEach(contact -> threads.execute(() -> announces(contact)));
        }

        isToldOnceOfBothLegs("RECORD");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void isToldOnceHoweverWhatIsSaidOfItsLegsComes(long seed) {
        var third = UUID.randomUUID().toString();
        bothLegsAreKnown();
        hears(leg(third, first, Records.initiated(third, "2026-01-05T20:10:30.000Z", Records.PHONE)));
        var left = new ArrayList<>(List.of(bothRecords()));
        left.addAll(List.of(
                ended(first),
                otherEnded(),
                leg(third, first, ended(third)),
                leg(third, first, Records.contactRecord(third, Records.PHONE))));
        var random = new Random(seed);
        Collections.shuffle(left, random);

        while (!left.isEmpty()) {
            var batch = left.subList(0, 1 + random.nextInt(left.size()));
            reads.lag();
            hearsTogether(batch.toArray(String[]::new));
            reads.catchUp();
            batch.clear();
        }
        for (var minute = 0; minute < 30; minute++) {
            clock.pass(Duration.ofMinutes(1));
            conversations.settle(10);
        }

        assertThat(told()).singleElement().satisfies(over -> {
            assertThat(over.path("legs").size()).isEqualTo(3);
            assertThat(over.path("settledBy").asString()).isEqualTo("RECORD");
        });
    }

    @Test
    void isToldWhenItsLegsEndAtOneMoment() {
        bothLegsAreKnown();
        reads.lag();
        hearsTogether(ended(first), otherEnded());
        reads.catchUp();

        for (var minute = 0; minute < 30; minute++) {
            clock.pass(Duration.ofMinutes(1));
            conversations.settle(10);
        }

        isToldOnceOfBothLegs("TIME");
    }

    @Test
    void isToldOnceByTimeWhenSeveralEndsAreDue() {
        bothLegsAreKnown();
        hears(otherEnded(), ended(first));
        // Of another end than the last one, as where a leg has come later.
        stores.due()
                .keep(
                        DueContacts.Task.CONVERSATION,
                        new DueContacts.Due(new ContactId(first), Instant.parse("2026-01-05T20:15:00Z")));
        clock.pass(Duration.ofHours(1));

        conversations.settle(10);
        conversations.settle(10);

        isToldOnceOfBothLegs("TIME");
    }

    @Test
    void isToldWhenItIsDueThoughItsRecordsAreThere() {
        bothLegsAreKnown();
        hears(leg(second, first, ended(second)), ended(first));
        // Another instance has stored them, and died.
        stores(bothRecords());
        assertThat(told()).isEmpty();
        clock.pass(Duration.ofHours(1));

        conversations.settle(10);
        conversations.settle(10);

        isToldOnceOfBothLegs("RECORD");
    }

    @Test
    void isNotOverWhileTheRecordNamesAContactThatIsNotHeardOfYet() {
        var handedOn = Records.contactRecord(first, Records.PHONE)
                .replace("\"ContactId\":", "\"NextContactId\":\"" + second + "\",\"ContactId\":");
        hears(Records.initiated(first, BEGAN, Records.PHONE), ended(first), handedOn);
        assertThat(told()).isEmpty();

        hears(leg(second, first, Records.contactRecord(second, Records.PHONE)));

        isToldOnceOfBothLegs("RECORD");
    }

    @Test
    void readsAChainConsistentlyAndCheaply() {
        bothLegsAreKnown();
        hears(ended(first), otherEnded());
        var before = consumed();

        stores.contacts().chainNow(new ContactId(first), 50);

        assertThat(consumed() - before).isEqualTo(2);
    }
}
