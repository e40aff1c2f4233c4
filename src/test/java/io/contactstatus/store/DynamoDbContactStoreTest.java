package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.FlowPosition;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.identity.CustomerIdentifiers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbContactStoreTest extends ContactStoreContract {

    private static final String PREFIX = LocalDynamoDb.freshPrefix();
    private static final DynamoDbClient CLIENT = LocalDynamoDb.shared().client();
    private static final Tables TABLES = Tables.prefixed(PREFIX);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void createTables() {
        TABLES.createMissing(CLIENT);
    }

    @Override
    ContactStore newStore(Clock clock, Duration retention) {
        return new DynamoDbContactStore(
                new Dynamo(CLIENT, new SimpleMeterRegistry()),
                TABLES,
                Retentions.ofOver(retention),
                CustomerIdentifiers.inRegion("JP"),
                clock,
                false,
                ContactListeners.NOBODY);
    }

    private ContactStore counted() {
        return new DynamoDbContactStore(
                new Dynamo(CLIENT, meters),
                TABLES,
                Retentions.ofOver(RETENTION),
                CustomerIdentifiers.inRegion("JP"),
                clock,
                false,
                ContactListeners.NOBODY);
    }

    private double consumed(String operation) {
        return meters.find("contact_status.dynamodb.consumed_capacity").tag("operation", operation).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Override
    List<Instant> historyExpiry(ContactId id) {
        return CLIENT
                .query(query -> query.tableName(TABLES.history())
                        .keyConditionExpression("Connect_ContactId = :id")
                        .expressionAttributeValues(Map.of(":id", Attributes.text(id.value()))))
                .items()
                .stream()
                .map(ContactItem::expiresAt)
                .toList();
    }

    @Test
    void createsItsTablesOnce() {
        TABLES.createMissing(CLIENT);

        assertThat(CLIENT.describeTimeToLive(ttl -> ttl.tableName(TABLES.contacts()))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("DDB_ExpiryEpoch");
    }

    @Test
    void readsAContactForHalfAUnit() {
        var id = freshId();
        store.join(call(id, NOON).toContact());

        counted().find(id);

        assertThat(consumed("get")).isEqualTo(0.5);
        assertThat(meters.find("contact_status.dynamodb.consumed_capacity").counters())
                .hasSize(1);
    }

    @Test
    void writesAnOrdinaryContactInOneUnitOfTheTable() {
        var id = freshId();
        var instance = "arn:aws:connect:eu-west-2:111122223333:instance/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
        var queue = instance + "/queue/5cba7cbf-1ecb-4b6d-b8bd-fe91079b3fc8";
        var agent = instance + "/agent/9308c2a1-9bc6-4cea-8290-6c0b4a6d38fa";
        var contact = call(id, NOON)
                .instance(instance, NOON)
                .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", "+819012345678"), NOON)
                .systemEndpoint(new Endpoint("TELEPHONE_NUMBER", "+81312345678"), NOON)
                .subtype("connect:Telephony", NOON)
                .connectedToSystem(Moment.exact(NOON.plusMillis(1033)))
                .flow(
                        new FlowPosition(
                                instance + "/contact-flow/b1d791cf-1264-42e3-9a73-62cbcb3c9a45",
                                "Main inbound flow",
                                "PlayPrompt",
                                "c4f7d5a0-3d66-4f0c-a5b5-1f6e2a7f9c11"),
                        NOON.plusMillis(2042))
                .enqueued(Moment.exact(NOON.plusMillis(3505)), null)
                .queue(queue, NOON.plusMillis(3505))
                .connectedToAgent(Moment.exact(NOON.plusMillis(57_202)))
                .agent(agent, NOON.plusMillis(57_202))
                .agentState("CONNECTING", NOON.plusMillis(50_000), null)
                .agentState("CONNECTED", NOON.plusMillis(57_202), null)
                .named(queue, "Billing", NOON)
                .named(agent, "jane.doe", NOON)
                .toContact();

        counted().join(contact);

        var ofTheTable = meters.get("contact_status.dynamodb.consumed_capacity")
                .tag("operation", "put")
                .tag("index", "-")
                .counter();
        assertThat(ofTheTable.count()).isEqualTo(1.0);
    }

    @Test
    void paysForAnIndexOnlyWhenWhatItListsByChanges() {
        var id = freshId();
        store.join(call(id, NOON).toContact());
        var counted = counted();

        for (var second = 1; second <= 10; second++) {
            counted.join(call(id, NOON).heardAt(NOON.plusSeconds(second)).toContact());
        }

        assertThat(consumed("put")).isEqualTo(10.0);
    }

    @Test
    void paysForTheListOfTheAbandonedOnceAndOnlyForThose() {
        var id = freshId();
        store.join(
                call(id, NOON).enqueued(Moment.exact(NOON.plusSeconds(1)), null).toContact());
        var counted = counted();

        counted.join(
                call(id, NOON).disconnected(Moment.exact(NOON.plusSeconds(9))).toContact());
        counted.join(call(id, NOON).heardAt(NOON.plusSeconds(10)).toContact());

        assertThat(ofIndex("Abandoned-index")).isEqualTo(1.0);
        // Off the list of the active ones.
        assertThat(ofIndex("Active-index")).isEqualTo(1.0);
    }

    private double ofIndex(String index) {
        return meters.get("contact_status.dynamodb.consumed_capacity")
                .tag("operation", "put")
                .tag("index", index)
                .counter()
                .count();
    }

    @Test
    void readsAPageOfALongHistoryWithoutReadingTheRest() {
        var id = freshId();
        store.append(IntStream.range(0, 2000)
                .mapToObj(number -> entry(id, NOON.plusMillis(number), "event-" + number))
                .toList());
        var counted = counted();

        var first = counted.history(id, Set.of(), false, 50, null);
        var costOfTheFirst = consumed("query");
        var from = first.next();
        for (var page = 0; page < 20 && from != null; page++) {
            from = counted.history(id, Set.of(), false, 50, from).next();
        }

        assertThat(consumed("query")).isLessThanOrEqualTo(costOfTheFirst * 22);
        assertThat(costOfTheFirst).isLessThanOrEqualTo(2.0);
    }

    @Test
    void listsActiveContactsAtACostThatDoesNotGrowWithTheirNumber() {
        for (var number = 0; number < 100; number++) {
            store.join(call(freshId(), NOON.plusMillis(number)).toContact());
        }
        var few = costOfOnePage();
        for (var number = 0; number < 900; number++) {
            store.join(call(freshId(), NOON.plusMillis(number)).toContact());
        }

        assertThat(costOfOnePage()).isLessThanOrEqualTo(few * 1.5);
    }

    private double costOfOnePage() {
        meters.clear();
        assertThat(counted().active(any -> true, 50, null).items()).hasSize(50);
        return consumed("query") + consumed("get");
    }

    @Test
    void refusesForEverWhatNoItemCanHold() {
        var id = freshId();
        var noise = new StringBuilder();
        new Random(1).ints(900_000, '!', '~').forEach(character -> noise.append((char) character));
        var huge = new HistoryEntry(
                id,
                NOON,
                Source.CONTACT_RECORD,
                "CONTACT_RECORD",
                "Record",
                "huge",
                HistoryEntry.Detail.of(noise.toString()));

        assertThatExceptionOfType(ContactRefused.class).isThrownBy(() -> store.append(List.of(huge)));
    }

    @Test
    void asksToBeAskedAgainWhenNobodyAnswers() {
        try (var nobody = DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .region(Region.EU_WEST_2)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            var unreachable = new DynamoDbContactStore(
                    new Dynamo(nobody, meters),
                    TABLES,
                    Retentions.ofOver(RETENTION),
                    CustomerIdentifiers.inRegion("JP"),
                    clock,
                    false,
                    ContactListeners.NOBODY);

            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> unreachable.find(freshId()));
        }
    }

    @Test
    void asksToBeAskedAgainWhenTheTableIsMissing() {
        var elsewhere = new DynamoDbContactStore(
                new Dynamo(CLIENT, meters),
                Tables.prefixed("missing-"),
                Retentions.ofOver(RETENTION),
                CustomerIdentifiers.inRegion("JP"),
                clock,
                false,
                ContactListeners.NOBODY);

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> elsewhere.join(call(freshId(), NOON).toContact()));
    }
}
