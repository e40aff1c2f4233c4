package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Contacts that wait for days, while their histories are looked after every day.
class LiveHistoriesTest {

    /// DynamoDB Local deletes what has expired by the real clock.
    private static final Instant NOON = Instant.parse("2046-01-05T12:00:00Z");
    private static final String QUEUE = "arn:aws:connect:eu-west-2:111122223333:instance/i/queue/billing";
    private static final DynamoDbClient CLIENT = LocalDynamoDb.shared().client();

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final Tables tables = Tables.prefixed(prefix);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovingClock clock = new MovingClock(NOON);
    private final TestStores stores = TestStores.over(CLIENT, prefix, meters, clock);
    private final ContactStore store = stores.contacts();
    private final ContactId id = new ContactId(UUID.randomUUID().toString());

    @Test
    void aCallbackThatWaitsIsThereForAsLongAsItMayWait() {
        waiting(3);

        for (var day = 1; day < 15; day++) {
            clock.pass(Duration.ofDays(1));
            round();
            assertThat(store.find(id)).as("day " + day).isPresent();
            assertThat(history()).as("day " + day).hasSize(3);
        }
        clock.pass(Duration.ofDays(1).minusSeconds(1));
        assertThat(store.find(id)).isPresent();
        assertThat(history()).hasSize(3);
        assertThat(store.active(any -> true, 10, null).items()).hasSize(1);

        clock.pass(Duration.ofSeconds(1));
        assertThat(store.find(id)).isEmpty();
    }

    @Test
    void aSilentContactCostsItsEntriesOnceAndOneReadADay() {
        waiting(3);
        clock.pass(Duration.ofDays(1));
        meters.clear();

        assertThat(round().entries()).isEqualTo(3);
        assertThat(consumed("update")).as("three entries and the contact").isEqualTo(4.0);
        meters.clear();
        for (var day = 2; day < 15; day++) {
            clock.pass(Duration.ofDays(1));
            assertThat(round().prolonged()).isZero();
        }
        assertThat(consumed("update")).isZero();
        assertThat(consumed("get")).isEqualTo(13 * 0.5);
    }

    @Test
    void aCustomerIsFoundByTheOtherKeysOfOneWhoWaits() {
        var number = "+81901" + String.format("%07d", Math.floorMod(id.hashCode(), 10_000_000));
        store.append(List.of(entry(0)));
        store.join(callback()
                .customerId("C-" + id, NOON)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", number), NOON)
                .toContact());

        for (var day = 1; day < 15; day++) {
            clock.pass(Duration.ofDays(1));
            round();
        }

        var key = "C-" + id;
        assertThat(store.find(id).orElseThrow().customer().further()).containsExactly(key);
        assertThat(expiriesOfKeys(key)).containsExactly(NOON.plus(Duration.ofDays(16)));
        assertThat(store.ofCustomer(key, null, null, any -> true, 10, null).items())
                .hasSize(1);
    }

    private List<Instant> expiriesOfKeys(String key) {
        return CLIENT
                .query(query -> query.tableName(tables.customerKeys())
                        .keyConditionExpression("#key = :key")
                        .expressionAttributeNames(Map.of(
                                "#key", CustomerKeyItem.SCHEMA.tableMetadata().primaryPartitionKey()))
                        .expressionAttributeValues(Map.of(":key", Attributes.text(key))))
                .items()
                .stream()
                .map(ContactItem::expiresAt)
                .toList();
    }

    @Test
    void whatIsReceivedMeanwhileIsKeptAsLongAsTheContact() {
        waiting(2);
        for (var day = 1; day < 40; day++) {
            clock.pass(Duration.ofDays(1));
            if (day % 5 == 0) {
                store.append(List.of(entry(day)));
                store.join(
                        callback().attribute("day", "" + day, clock.instant()).toContact());
            }
            round();
            assertThat(history()).as("day " + day).hasSize(2 + day / 5);
        }
    }

    @Test
    void anEntryThatComesAgainIsKeptAsLongAsTheContact() {
        waiting(2);
        clock.pass(Duration.ofDays(1));
        round();
        // The same once more: it takes the place of what was prolonged.
        store.append(List.of(entry(0)));
        store.join(callback().toContact());

        for (var day = 2; day < 15; day++) {
            clock.pass(Duration.ofDays(1));
            round();
            assertThat(history()).as("day " + day).hasSize(2);
        }
    }

    @Test
    void contactsThatHaveJustBegunAreLeftAlone() {
        waiting(2);
        clock.pass(Duration.ofHours(9));

        assertThat(round()).isEqualTo(new LiveHistories.Step(1, 0, 0, null));
        assertThat(expiries()).containsOnly(NOON.plus(Duration.ofDays(2)));
    }

    @Test
    void callsDoNotOutliveTheirHistory() {
        store.append(List.of(entry(0)));
        store.join(Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(NOON)
                .initiated(Moment.exact(NOON))
                .channel("VOICE", NOON)
                .initiationMethod("INBOUND")
                .toContact());
        clock.pass(Duration.ofHours(20));

        assertThat(round().prolonged()).isZero();
    }

    @Test
    void aContactThatEndsIsKeptAsOneThatIsOver() {
        waiting(2);
        clock.pass(Duration.ofDays(4));
        round();
        store.append(List.of(entry(1)));
        var stored = store.join(
                callback().disconnected(Moment.exact(clock.instant())).toContact());

        assertThat(stored.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
        clock.pass(Duration.ofHours(23));
        assertThat(round().looked()).as("off the list of live ones").isZero();
        assertThat(history()).isNotEmpty();
    }

    @Test
    void anItemKeepsTheExpiryItHasUntilSomethingIsReceivedAboutIt() {
        waiting(1);
        var old = NOON.plus(Duration.ofHours(24));
        CLIENT.updateItem(update -> update.tableName(tables.contacts())
                .key(ContactItem.key(id))
                .updateExpression("SET #expiry = :old")
                .expressionAttributeNames(Map.of("#expiry", Tables.EXPIRY))
                .expressionAttributeValues(Map.of(":old", Attributes.number(old.getEpochSecond()))));
        clock.pass(Duration.ofHours(20));

        assertThat(round().prolonged()).isZero();
        assertThat(store.find(id).orElseThrow().expiresAt()).isEqualTo(old);

        assertThat(store.join(callback().toContact()).expiresAt())
                .isEqualTo(clock.instant().plus(Duration.ofDays(15)));
    }

    @Test
    void goesOnWhereTheStepBeforeEnded() {
        for (var number = 0; number < 7; number++) {
            var one = new ContactId(UUID.randomUUID().toString());
            store.append(List.of(entry(one, number)));
            store.join(callback(one).toContact());
        }
        clock.pass(Duration.ofDays(1));

        var looked = 0;
        var prolonged = 0;
        String from = null;
        do {
            var step = stores.histories().prolong(soon(), 3, from);
            looked += step.looked();
            prolonged += step.prolonged();
            from = step.next();
        } while (from != null);

        assertThat(looked).isEqualTo(7);
        assertThat(prolonged).isEqualTo(7);
        assertThat(round()).isEqualTo(new LiveHistories.Step(7, 0, 0, null));
    }

    private void waiting(int entries) {
        store.append(IntStream.range(0, entries).mapToObj(this::entry).toList());
        store.join(callback().toContact());
    }

    private Facts callback() {
        return callback(id);
    }

    private static Facts callback(ContactId id) {
        return Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(NOON)
                .initiated(Moment.exact(NOON))
                .channel("VOICE", NOON)
                .initiationMethod("CALLBACK")
                .enqueued(Moment.exact(NOON), QUEUE);
    }

    private HistoryEntry entry(int number) {
        return entry(id, number);
    }

    private static HistoryEntry entry(ContactId id, int number) {
        return new HistoryEntry(
                id,
                NOON.plusSeconds(number),
                Source.CONTACT_EVENT,
                "QUEUED",
                "Queued",
                "event-" + number,
                HistoryEntry.Detail.of("{}"));
    }

    private LiveHistories.Step round() {
        return stores.histories().prolong(soon(), 100, null);
    }

    /// Until then the next round has been.
    private Instant soon() {
        return clock.instant()
                .plus(stores.histories().interval().multipliedBy(3).dividedBy(2));
    }

    private List<HistoryEntry> history() {
        return store.history(id, Set.of(), false, 100, null).items();
    }

    private List<Instant> expiries() {
        return CLIENT
                .query(query -> query.tableName(tables.history())
                        .keyConditionExpression("Connect_ContactId = :id")
                        .expressionAttributeValues(Map.of(":id", Attributes.text(id.value()))))
                .items()
                .stream()
                .map(ContactItem::expiresAt)
                .toList();
    }

    private double consumed(String operation) {
        return meters.find("contact_status.dynamodb.consumed_capacity").tag("operation", operation).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
