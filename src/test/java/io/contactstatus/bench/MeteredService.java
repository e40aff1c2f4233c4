package io.contactstatus.bench;

import io.contactstatus.contact.ContactId;
import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.Outbox;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The whole ingestion over fresh tables, with a look at what it costs.
final class MeteredService implements AutoCloseable {

    private static final Set<String> WRITES = Set.of("put", "update", "delete");

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final DynamoDbClient client = LocalDynamoDb.shared().client();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final TestStores stores;
    private final ContactIngest ingest;

    MeteredService() {
        this(false);
    }

    private MeteredService(boolean announcing) {
        var silent = TestStores.over(client, prefix, meters, clock);
        stores = announcing
                ? TestStores.announcing(
                        client, prefix, meters, clock, (before, after) -> announced(silent.outbox(), after))
                : silent;
        ingest = Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), meters);
    }

    private MeteredService(StoresOver over) {
        stores = over.of(client, prefix, meters, clock);
        ingest = Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), meters);
    }

    private interface StoresOver {

        TestStores of(DynamoDbClient client, String prefix, MeterRegistry meters, Clock clock);
    }

    /// One that lists contacts by when they changed.
    static MeteredService listingChanges() {
        return new MeteredService(TestStores::listingChanges);
    }

    void pass(Duration time) {
        clock.pass(time);
    }

    /// One whose changes are announced at once, without EventBridge: it costs no write units.
    static MeteredService announcing() {
        return new MeteredService(true);
    }

    private static void announced(Outbox outbox, StoredContact after) {
        if (after.outboxMark() != null) {
            outbox.announced(after.contact().id(), after.outboxMark());
        }
    }

    /// All of it must be understood and stored.
    void accept(List<byte[]> payloads) {
        var records = payloads.stream()
                .map(payload -> new RawRecord(payload, "bench"))
                .toList();
        var outcome = ingest.accept("bench", records, StoreRetry.endless());
        if (!outcome.rejected().isEmpty()) {
            throw new IllegalStateException(
                    "rejected: " + outcome.rejected().getFirst().reason());
        }
    }

    double writeUnits() {
        return units(WRITES);
    }

    double readUnits() {
        return units(Set.of("get", "query"));
    }

    /// By table and index, `ContactStatus` or `ContactStatus/Active-index`.
    Map<String, Double> writeUnitsByPlace() {
        var places = new TreeMap<String, Double>();
        for (var counter : capacity()) {
            var id = counter.getId();
            if (WRITES.contains(id.getTag("operation"))) {
                var index = String.valueOf(id.getTag("index"));
                var table = String.valueOf(id.getTag("table")).substring(prefix.length());
                places.merge(index.equals("-") ? table : table + "/" + index, counter.count(), Double::sum);
            }
        }
        return places;
    }

    private double units(Set<String> operations) {
        return capacity().stream()
                .filter(counter ->
                        operations.contains(String.valueOf(counter.getId().getTag("operation"))))
                .mapToDouble(Counter::count)
                .sum();
    }

    private List<Counter> capacity() {
        return List.copyOf(
                meters.find("contact_status.dynamodb.consumed_capacity").counters());
    }

    /// The size of the contact's own item; 0 when there is none.
    int headSize(String contactId) {
        var key = Map.of("Connect_ContactId", AttributeValue.fromS(contactId));
        return ItemSize.of(
                client.getItem(get -> get.tableName(prefix + "ContactStatus").key(key))
                        .item());
    }

    /// The sizes of the items of its history, in order.
    List<Integer> historySizes(String contactId) {
        return client
                .queryPaginator(query -> query.tableName(prefix + "ContactHistory")
                        .keyConditionExpression("Connect_ContactId = :id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(contactId))))
                .items()
                .stream()
                .map(ItemSize::of)
                .toList();
    }

    /// Of entries that histories do not show, each written once.
    double unlistedUnits() {
        return client
                .scanPaginator(scan -> scan.tableName(prefix + "ContactHistory")
                        .filterExpression("attribute_not_exists(#type) AND attribute_exists(#facts)")
                        .expressionAttributeNames(Map.of("#type", "Type", "#facts", "Facts")))
                .items()
                .stream()
                .mapToInt(item -> (ItemSize.of(item) + 1023) / 1024)
                .sum();
    }

    String status(String contactId) {
        return stores.contacts()
                .find(new ContactId(contactId))
                .map(stored -> stored.contact().snapshot().status().name())
                .orElse("unknown");
    }

    @Override
    public void close() {
        client.close();
    }
}
