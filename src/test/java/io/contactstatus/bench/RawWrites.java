package io.contactstatus.bench;

import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// What records cost at the store, without a thought: what each of them has made the ingestion ask of it is
/// recorded once, one record at a time. Done again for a batch, it is what the ingestion does for one: of each
/// contact all entries of the history, then one read and one write; but nothing is decoded, joined or looked
/// at.
final class RawWrites {

    private static final int ENTRIES_AT_ONCE = 25;
    private static final String CONTACT_ID = "Connect_ContactId";
    private static final String AGENT_ID = "Agent_Id";
    private static final String CUSTOMER_KEY = "Customer_Key";

    /// As many as the service lets at the store at once.
    private final Semaphore places = new Semaphore(64);

    private final List<Map<String, Chain>> byRecord = new ArrayList<>();

    /// How many there were when a record had been read, envelopes opened.
    private final List<Integer> piecesUpTo = new ArrayList<>(List.of(0));

    /// What is done one after the other at one contact or one seat.
    private record Chain(
            List<WriteRequest> entries,
            @Nullable GetItemRequest read,
            @Nullable PutItemRequest write) {

        Chain and(Chain next) {
            var all = new ArrayList<>(entries);
            all.addAll(next.entries);
            return new Chain(all, next.read == null ? read : next.read, next.write == null ? write : next.write);
        }
    }

    RawWrites(List<byte[]> payloads) {
        var prefix = LocalDynamoDb.freshPrefix();
        var meters = new SimpleMeterRegistry();
        var asked = new ConcurrentLinkedQueue<SdkRequest>();
        try (var client = CountedDynamoDb.client(asked::add)) {
            var stores = TestStores.over(client, prefix, meters, Clock.systemUTC());
            var ingest = Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), meters);
            for (var payload : payloads) {
                asked.clear();
                ingest.accept("bench", List.of(new RawRecord(payload, "bench")), StoreRetry.endless());
                byRecord.add(chains(asked));
                piecesUpTo.add(
                        (int) meters.get("contact_status.ingest.read").counter().count());
            }
        }
    }

    private static Map<String, Chain> chains(Collection<SdkRequest> asked) {
        var chains = new TreeMap<String, Chain>();
        for (var request : asked) {
            switch (request) {
                case GetItemRequest get ->
                    chains.merge(text(get.key(), CONTACT_ID), new Chain(List.of(), get, null), Chain::and);
                case PutItemRequest put ->
                    chains.merge(nameOf(put), new Chain(List.of(), null, alwaysTrue(put)), Chain::and);
                case BatchWriteItemRequest batch ->
                    batch.requestItems().values().stream()
                            .flatMap(Collection::stream)
                            .forEach(write -> chains.merge(
                                    text(write.putRequest().item(), CONTACT_ID),
                                    new Chain(List.of(write), null, null),
                                    Chain::and));
                default -> throw new IllegalStateException("not known here: " + request.getClass());
            }
        }
        return chains;
    }

    private static String nameOf(PutItemRequest put) {
        if (put.item().containsKey(CUSTOMER_KEY)) {
            return "key " + text(put.item(), CUSTOMER_KEY) + text(put.item(), "Entry");
        }
        return put.item().containsKey(AGENT_ID) ? "seat " + text(put.item(), AGENT_ID) : text(put.item(), CONTACT_ID);
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute), attribute).s();
    }

    /// Checked as the real condition is, but true whatever was written before.
    private static PutItemRequest alwaysTrue(PutItemRequest put) {
        return put.toBuilder()
                .conditionExpression("attribute_not_exists(#any) OR attribute_exists(#any)")
                .expressionAttributeNames(Map.of("#any", "DDB_ExpiryEpoch"))
                .expressionAttributeValues(null)
                .build();
    }

    /// How many records these are once their envelopes are opened.
    int pieces(int from, int to) {
        return piecesUpTo.get(to) - piecesUpTo.get(from);
    }

    /// @param records numbers of records
    void replay(Collection<Integer> records, DynamoDbClient client, String prefix, Units units) {
        var contacts = new TreeMap<String, Chain>();
        var seats = new TreeMap<String, Chain>();
        for (var record : records) {
            byRecord.get(record)
                    .forEach((name, chain) ->
                            (name.startsWith("seat ") ? seats : contacts).merge(name, chain, Chain::and));
        }
        play(contacts.values(), client, prefix, units);
        play(seats.values(), client, prefix, units);
    }

    private void play(Collection<Chain> chains, DynamoDbClient client, String prefix, Units units) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var playing = chains.stream()
                    .map(chain -> threads.submit(() -> play(chain, client, prefix, units)))
                    .toList();
            for (var one : playing) {
                one.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private Void play(Chain chain, DynamoDbClient client, String prefix, Units units) throws Exception {
        for (var start = 0; start < chain.entries().size(); start += ENTRIES_AT_ONCE) {
            var some = chain.entries()
                    .subList(
                            start,
                            Math.min(start + ENTRIES_AT_ONCE, chain.entries().size()));
            var distinct = List.copyOf(byKey(some).values());
            units.wrote(inPlace(() -> client.batchWriteItem(
                            write -> write.requestItems(Map.of(prefix + "ContactHistory", distinct))
                                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)))
                    .consumedCapacity());
        }
        var read = chain.read();
        if (read != null) {
            units.read(inPlace(() -> client.getItem(
                            read.toBuilder().tableName(prefix + "ContactStatus").build()))
                    .consumedCapacity());
        }
        var write = chain.write();
        if (write != null) {
            units.wrote(inPlace(() -> client.putItem(
                            write.toBuilder().tableName(prefix + tableOf(write)).build()))
                    .consumedCapacity());
        }
        return null;
    }

    private static String tableOf(PutItemRequest write) {
        if (write.item().containsKey(CUSTOMER_KEY)) {
            return "CustomerKey";
        }
        return write.item().containsKey(AGENT_ID) ? "AgentSeat" : "ContactStatus";
    }

    /// DynamoDB takes no key twice in one request.
    private static Map<String, WriteRequest> byKey(List<WriteRequest> writes) {
        var byKey = new TreeMap<String, WriteRequest>();
        writes.forEach(write -> byKey.put(text(write.putRequest().item(), "Entry"), write));
        return byKey;
    }

    private <T> T inPlace(Callable<T> request) throws Exception {
        places.acquire();
        try {
            return request.call();
        } finally {
            places.release();
        }
    }
}
