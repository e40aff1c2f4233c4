package io.contactstatus.store;

import static io.contactstatus.store.DynamoDbContactStoreTest.NOON;
import static io.contactstatus.store.DynamoDbContactStoreTest.RETENTION;
import static io.contactstatus.store.DynamoDbContactStoreTest.call;
import static io.contactstatus.store.DynamoDbContactStoreTest.freshId;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ContactRecord;
import io.contactstatus.contact.Edition;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Identity;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.identity.CustomerIdentifiers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What a contact is found by, in the store.
class CustomerKeysTest {

    private static final DynamoDbClient CLIENT = LocalDynamoDb.shared().client();
    private static final Tables TABLES = Tables.prefixed(LocalDynamoDb.freshPrefix());

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /// DynamoDB Local deletes what has expired by the real clock, within seconds: nothing here may have.
    private final MovingClock clock = new MovingClock(Instant.parse("2046-01-05T12:00:00Z"));

    private final ContactStore store = TestStores.contacts(
            new Dynamo(LocalDynamoDb.metered(CLIENT, meters)),
            TABLES,
            Retentions.ofOver(RETENTION),
            CustomerIdentifiers.inRegion("JP"),
            clock,
            false,
            ContactListeners.NOBODY);

    @BeforeAll
    static void createTables() {
        new TableCreation(CLIENT).createMissing(TABLES);
    }

    private static String freshPhone() {
        return "+8190%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    }

    private static Endpoint phone(String number) {
        return new Endpoint("TELEPHONE_NUMBER", number);
    }

    private List<ContactId> found(String key) {
        return ids(store.ofCustomer(key, null, null, any -> true, 50, null));
    }

    private static List<ContactId> ids(Page<StoredContact> page) {
        return page.items().stream().map(stored -> stored.contact().id()).toList();
    }

    private static <T> Stream<List<T>> orders(List<T> all) {
        if (all.isEmpty()) {
            return Stream.of(List.of());
        }
        return all.stream().flatMap(first -> {
            var others = new ArrayList<>(all);
            others.remove(first);
            return orders(others)
                    .map(rest -> Stream.concat(Stream.of(first), rest.stream()).toList());
        });
    }

    @Test
    void eachKeyFindsTheContactInWhateverOrderTheyAreLearnt() {
        orders(List.of(0, 1, 2, 3)).forEach(order -> {
            var id = freshId();
            var number = freshPhone();
            var facts = List.of(
                    call(id, NOON).customerEndpoint(phone(number), NOON),
                    call(id, NOON).customerId("profile-" + id, NOON),
                    call(id, NOON).customerAttribute("member-" + id, NOON),
                    call(id, NOON).customerAssigned("crm-" + id, NOON));

            order.forEach(fact -> store.join(facts.get(fact).toContact()));

            for (var key : List.of(number, "profile-" + id, "member-" + id, "crm-" + id)) {
                assertThat(found(key)).as("%s in the order %s", key, order).containsExactly(id);
            }
            assertThat(store.find(id).orElseThrow().customer())
                    .isEqualTo(new CustomerKeys("crm-" + id, List.of("member-" + id, number, "profile-" + id)));
        });
    }

    @Test
    void anOwnNumberIdentifiesBeforeACustomerIdDoes() {
        var id = freshId();
        var number = freshPhone();

        var stored = store.join(call(id, NOON)
                .customerId("speaker-" + id, NOON)
                .customerEndpoint(phone(number), NOON)
                .toContact());

        assertThat(stored.customerIdentifier()).isEqualTo(number);
        assertThat(store.find(id)).hasValue(stored);
    }

    @Test
    void everyLegIsFoundByWhatAnyLegKnowsInWhateverOrderTheyCome() {
        orders(List.of(0, 1, 2)).forEach(order -> {
            var first = freshId();
            var second = freshId();
            var callback = freshId();
            var number = freshPhone();
            var calledBack = freshPhone();
            var legs = List.of(
                    call(first, NOON).customerEndpoint(phone(number), NOON),
                    call(second, NOON.plusSeconds(1))
                            .initialContact(first)
                            .previousContact(first)
                            .initiationMethod("TRANSFER")
                            .customerId("profile-" + first, NOON),
                    call(callback, NOON.plusSeconds(2))
                            .initialContact(first)
                            .previousContact(second)
                            .initiationMethod("CALLBACK")
                            .customerEndpoint(phone(calledBack), NOON));

            order.forEach(leg -> store.join(legs.get(leg).toContact()));

            for (var key : List.of(number, calledBack, "profile-" + first)) {
                assertThat(found(key)).as("in the order %s", order).containsExactly(callback, second, first);
            }
        });
    }

    @Test
    void anOutsidePartyIsNotTheCustomerOfTheChain() {
        orders(List.of(0, 1)).forEach(order -> {
            var caller = freshId();
            var interpreter = freshId();
            var outside = freshPhone();
            var legs = List.of(
                    call(caller, NOON).customerEndpoint(phone("anonymous"), NOON),
                    Facts.about(interpreter, Source.CONTACT_EVENT)
                            .heardAt(NOON.plusSeconds(30))
                            .initialContact(caller)
                            .previousContact(caller)
                            .initiationMethod("EXTERNAL_OUTBOUND")
                            .customerEndpoint(phone(outside), NOON.plusSeconds(30)));

            order.forEach(leg -> store.join(legs.get(leg).toContact()));

            assertThat(store.find(caller).orElseThrow().customer()).isEqualTo(CustomerKeys.NONE);
            assertThat(store.find(interpreter).orElseThrow().customerIdentifier())
                    .isNull();
            assertThat(found(outside)).containsExactly(interpreter);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "+266696687", "sip:anonymous@anonymous.invalid", "+00000000000", "+8190123"})
    void strangersWithNobodysNumberAreNotOneCustomer(String number) {
        var id = freshId();

        var stored =
                store.join(call(id, NOON).customerEndpoint(phone(number), NOON).toContact());

        assertThat(stored.customer()).isEqualTo(CustomerKeys.NONE);
        assertThat(stored.contact().snapshot().customer().endpoint()).isEqualTo(phone(number));
        assertThat(found(number)).isEmpty();
    }

    @Test
    void whoWithholdsTheNumberIsFoundByWhatElseIsKnown() {
        var id = freshId();

        var stored = store.join(call(id, NOON)
                .customerEndpoint(phone("Anonymous"), NOON)
                .customerId("profile-" + id, NOON)
                .toContact());

        assertThat(stored.customer()).isEqualTo(CustomerKeys.only("profile-" + id));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50})
    void contactsOfBothListsComeNewestFirstAndOnceEach(int limit) {
        var number = freshPhone();
        var ids = new ArrayList<ContactId>();
        for (var started = 0; started < 12; started++) {
            var id = freshId();
            ids.add(id);
            var facts = call(id, NOON.plusSeconds(started)).customerEndpoint(phone(number), NOON);
            store.join(facts.toContact());
            // First found by the index, then by the table, and both still say so.
            if (started % 3 != 0) {
                store.join(call(id, NOON.plusSeconds(started))
                        .customerAssigned("crm-" + id, NOON)
                        .toContact());
            }
        }

        assertThat(inPagesOf(limit, number)).isEqualTo(ids.reversed());
    }

    @Test
    void contactsOfOneMomentComeOnceEachPageByPage() {
        var number = freshPhone();
        var ids = new ArrayList<ContactId>();
        for (var contact = 0; contact < 9; contact++) {
            var id = freshId();
            ids.add(id);
            var facts = call(id, NOON).customerEndpoint(phone(number), NOON);
            store.join((contact % 2 == 0 ? facts : facts.customerAssigned("crm-" + id, NOON)).toContact());
        }

        assertThat(inPagesOf(2, number)).containsExactlyInAnyOrderElementsOf(ids);
    }

    private List<ContactId> inPagesOf(int limit, String key) {
        var listed = new ArrayList<ContactId>();
        @Nullable String from = null;
        do {
            var page = store.ofCustomer(key, null, null, any -> true, limit, from);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            listed.addAll(ids(page));
            from = page.next();
        } while (from != null);
        return listed;
    }

    @Test
    void aTimeAndAFilterHoldForBothLists() {
        var number = freshPhone();
        var all = new ArrayList<ContactId>();
        for (var started = 0; started < 6; started++) {
            var id = freshId();
            all.add(id);
            var facts = call(id, NOON.plusSeconds(started)).customerEndpoint(phone(number), NOON);
            store.join((started % 2 == 0 ? facts : facts.customerAssigned("crm-" + id, NOON)).toContact());
        }

        var some = store.ofCustomer(number, NOON.plusSeconds(1), NOON.plusSeconds(5), any -> true, 10, null);
        var others =
                store.ofCustomer(number, null, null, one -> !one.contact().id().equals(all.get(3)), 10, null);

        assertThat(ids(some)).containsExactly(all.get(4), all.get(3), all.get(2), all.get(1));
        assertThat(ids(others)).hasSize(5).doesNotContain(all.get(3));
    }

    @Test
    void aContactThatBeganEarlierThanWasKnownKeepsItsPlaceByEveryKey() {
        var id = freshId();
        var other = freshId();
        var number = freshPhone();
        store.join(call(other, NOON.plusSeconds(10))
                .customerEndpoint(phone(number), NOON)
                .customerAssigned("crm-" + id, NOON)
                .toContact());
        store.join(Facts.about(id, Source.FLOW_EVENT)
                .customerEndpoint(phone(number), Stamp.UNTIMED)
                .customerAssigned("crm-" + id, NOON)
                .toContact());
        assertThat(found(number)).containsExactly(other, id);

        store.join(call(id, NOON.plusSeconds(20)).toContact());
        assertThat(found(number)).containsExactly(id, other);
        store.join(call(id, NOON.plusSeconds(5)).toContact());

        assertThat(found(number)).containsExactly(other, id);
        assertThat(found("crm-" + id)).containsExactly(other, id);
    }

    @Test
    void aKeyThatWasReplacedFindsNothing() {
        var id = freshId();
        var number = freshPhone();
        store.join(call(id, NOON)
                .customerEndpoint(phone(number), NOON)
                .customerId("old-" + id, NOON)
                .toContact());

        store.join(call(id, NOON).customerId("new-" + id, NOON.plusSeconds(5)).toContact());

        assertThat(found("old-" + id)).isEmpty();
        assertThat(found("new-" + id)).containsExactly(id);
    }

    @Test
    void whatAContactRecordTookOutLeavesNoKeyBehind() {
        var id = freshId();
        var number = freshPhone();
        store.join(call(id, NOON)
                .customerEndpoint(phone(number), NOON)
                .customerAssigned("crm-" + id, NOON)
                .toContact());
        assertThat(items(number)).hasSize(1);

        store.join(redaction(id));

        assertThat(found(number)).isEmpty();
        assertThat(items(number)).isEmpty();
        assertThat(found("crm-" + id))
                .as("what was assigned is not the record's")
                .containsExactly(id);
    }

    private static Contact redaction(ContactId id) {
        var edition = new Edition(NOON.plusSeconds(90), true, "digest");
        var record = new ContactRecord(
                edition,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>(),
                0,
                null,
                false,
                false);
        return Facts.about(id, Source.CONTACT_RECORD)
                .record(record, new Identity.Recorded(edition, null, null, null, false), true)
                .toContact();
    }

    @Test
    void keysLiveAsLongAsTheirContact() {
        var id = freshId();
        var number = freshPhone();
        var facts = call(id, NOON)
                .disconnected(Moment.exact(NOON))
                .customerEndpoint(phone(number), NOON)
                .customerAssigned("crm-" + id, NOON);

        for (var day = 0; day < 5; day++) {
            store.join(facts.heardAt(NOON.plus(Duration.ofDays(day))).toContact());

            var expiresAt = store.find(id).orElseThrow().expiresAt();
            assertThat(items(number)).allMatch(expiry -> !expiry.isBefore(expiresAt));
            assertThat(found(number)).containsExactly(id);
            clock.pass(Duration.ofHours(20));
        }
        clock.pass(RETENTION);

        assertThat(found(number)).isEmpty();
    }

    @Test
    void beganAnewAfterItHadExpiredItIsFoundByEveryKey() {
        var id = freshId();
        var number = freshPhone();
        var facts = call(id, NOON).customerEndpoint(phone(number), NOON).customerAssigned("crm-" + id, NOON);
        store.join(facts.toContact());
        clock.pass(RETENTION.multipliedBy(3));

        store.join(facts.toContact());

        assertThat(found(number)).containsExactly(id);
        assertThat(items(number)).allMatch(expiry -> expiry.isAfter(clock.instant()));
    }

    /// When each item of the key will be deleted.
    private static List<Instant> items(String key) {
        return CLIENT
                .query(query -> query.tableName(TABLES.customerKeys())
                        .keyConditionExpression("Customer_Key = :key")
                        .expressionAttributeValues(Map.of(":key", Attributes.text(key))))
                .items()
                .stream()
                .map(ContactItem::expiresAt)
                .toList();
    }

    @Test
    void oneKeyCostsNothingAndEachFurtherOneAUnitOnce() {
        var id = freshId();
        var number = freshPhone();

        store.join(call(id, NOON).customerEndpoint(phone(number), NOON).toContact());
        assertThat(written()).isZero();

        store.join(call(id, NOON).customerId("profile-" + id, NOON).toContact());
        assertThat(written()).isEqualTo(1.0);

        for (var second = 1; second <= 10; second++) {
            store.join(call(id, NOON)
                    .customerEndpoint(phone(number), NOON.plusSeconds(second))
                    .heardAt(NOON.plusSeconds(second))
                    .toContact());
        }
        assertThat(written()).isEqualTo(1.0);

        store.join(call(id, NOON).customerAssigned("crm-" + id, NOON).toContact());
        assertThat(written()).isEqualTo(2.0);
    }

    @Test
    void theLegsOfACallFromOneNumberCostNoKeys() {
        var first = freshId();
        var second = freshId();
        var number = phone(freshPhone());

        store.join(call(first, NOON).customerEndpoint(number, NOON).toContact());
        store.join(call(second, NOON.plusSeconds(9))
                .initialContact(first)
                .previousContact(first)
                .initiationMethod("TRANSFER")
                .customerEndpoint(number, NOON.plusSeconds(9))
                .toContact());

        assertThat(written()).isZero();
    }

    private double written() {
        return meters
                .find("contact_status.dynamodb.consumed_capacity")
                .tag("table", TABLES.customerKeys())
                .tag("operation", "put")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void aPageCostsTheSameHoweverManyContactsThereWere() {
        var number = freshPhone();
        many(number, 60);
        var few = costOfOnePage(number);
        many(number, 400);

        assertThat(costOfOnePage(number)).isLessThanOrEqualTo(few * 1.2);
    }

    private void many(String number, int contacts) {
        for (var contact = 0; contact < contacts; contact++) {
            var id = freshId();
            var facts = call(id, NOON.plusMillis(contact)).customerEndpoint(phone(number), NOON);
            store.join((contact % 2 == 0 ? facts : facts.customerAssigned("crm-" + id, NOON)).toContact());
        }
    }

    private double costOfOnePage(String number) {
        meters.clear();
        assertThat(store.ofCustomer(number, null, null, any -> true, 10, null).items())
                .hasSize(10);
        return meters.find("contact_status.dynamodb.consumed_capacity").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void aContactIsNotFoundByMoreThanSoManyKeys() {
        var first = freshId();
        var callbacks = new ArrayList<ContactId>();
        for (var leg = 0; leg < 30; leg++) {
            var id = freshId();
            callbacks.add(id);
            store.join(call(id, NOON.plusSeconds(leg))
                    .initialContact(first)
                    .previousContact(first)
                    .customerEndpoint(phone(freshPhone()), NOON)
                    .toContact());
        }
        Collections.reverse(callbacks);

        assertThat(store.find(callbacks.getFirst()).orElseThrow().customer().further())
                .hasSize(16);
    }
}
