package io.contactstatus.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// DynamoDB as this module speaks to it: the one place that pages through queries, repeats what a batch leaves
/// unprocessed, and turns a condition that does not hold into a value. Failures are those of [DynamoFailures].
final class Dynamo {

    /// What one request may ask for.
    static final int MOST_KEYS_READ = 100;

    private static final int MOST_ITEMS_WRITTEN = 25;
    private static final int MOST_TRIES = 10;

    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;

    Dynamo(DynamoDbClient client) {
        this.client = client;
        // Without its extensions: nothing here is versioned or counted by them.
        enhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions()
                .build();
    }

    /// The item; empty when there is none.
    Map<String, AttributeValue> get(GetItemRequest.Builder request) {
        return DynamoFailures.translated(() -> client.getItem(request.build())).item();
    }

    /// All items that are there, in no order.
    void forEach(
            String table,
            List<Map<String, AttributeValue>> keys,
            boolean consistently,
            Consumer<Map<String, AttributeValue>> user) {
        for (var some : parts(keys, MOST_KEYS_READ)) {
            var request = KeysAndAttributes.builder()
                    .keys(some)
                    .consistentRead(consistently)
                    .build();
            untilProcessed("reads", Map.of(table, request), left -> {
                var response = DynamoFailures.translated(() -> client.batchGetItem(get -> get.requestItems(left)));
                response.responses().values().forEach(items -> items.forEach(user));
                return response.unprocessedKeys();
            });
        }
    }

    /// Puts and deletes in batches, in no order.
    void writeAll(String table, List<WriteRequest> writes) {
        for (var some : parts(writes, MOST_ITEMS_WRITTEN)) {
            untilProcessed(
                    "writes",
                    Map.of(table, some),
                    left -> DynamoFailures.translated(() -> client.batchWriteItem(write -> write.requestItems(left)))
                            .unprocessedItems());
        }
    }

    private static <T> List<List<T>> parts(List<T> all, int most) {
        var parts = new ArrayList<List<T>>();
        for (var start = 0; start < all.size(); start += most) {
            parts.add(all.subList(start, Math.min(start + most, all.size())));
        }
        return parts;
    }

    /// Sends a batch, and what DynamoDB leaves of it again after growing pauses.
    ///
    /// @param batch sends what it is given, and returns what was not processed
    private static <T> void untilProcessed(String what, Map<String, T> all, UnaryOperator<Map<String, T>> batch) {
        var left = all;
        for (var tries = 0; !left.isEmpty(); tries++) {
            if (tries == MOST_TRIES) {
                throw new StoreUnavailable("DynamoDB leaves " + what + " unprocessed", new IllegalStateException());
            }
            LockSupport.parkNanos(
                    tries == 0 ? 0 : ThreadLocalRandom.current().nextLong(20_000_000L << Math.min(tries, 5)));
            left = batch.apply(left);
        }
    }

    /// One page.
    QueryResponse query(QueryRequest.Builder request) {
        return DynamoFailures.translated(() -> client.query(request.build()));
    }

    /// All pages, each one asked for when the one before it is used up. One may be empty and not the last one.
    Iterable<QueryResponse> pages(QueryRequest.Builder request) {
        var pages = client.queryPaginator(request.build());
        return () -> new Translated(pages.iterator());
    }

    /// All items of all pages, read as far as they are asked for.
    Stream<Map<String, AttributeValue>> items(QueryRequest.Builder request) {
        return StreamSupport.stream(pages(request).spliterator(), false).flatMap(page -> page.items().stream());
    }

    private record Translated(Iterator<QueryResponse> pages) implements Iterator<QueryResponse> {

        @Override
        public boolean hasNext() {
            return pages.hasNext();
        }

        @Override
        public QueryResponse next() {
            return DynamoFailures.translated(pages::next);
        }
    }

    /// False when the request's condition does not hold.
    boolean put(PutItemRequest.Builder request) {
        return conditionally(() -> client.putItem(request.build()));
    }

    /// False when the request's condition does not hold.
    boolean update(UpdateItemRequest.Builder request) {
        return conditionally(() -> client.updateItem(request.build()));
    }

    /// All or none.
    ///
    /// @return an item whose condition did not hold; empty when all were put
    Optional<Map<String, AttributeValue>> putAll(List<Put> puts) {
        var all = puts.stream()
                .map(put -> TransactWriteItem.builder().put(put).build())
                .toList();
        return transacted(
                        all,
                        refusals -> refusals.stream()
                                .filter(reason ->
                                        reason.hasItem() && !reason.item().isEmpty())
                                .findFirst())
                .map(CancellationReason::item);
    }

    /// Both or none.
    ///
    /// @return which conditions did not hold, that of the put first; empty when both were written
    List<Boolean> putAndUpdate(Put put, Update update) {
        var both = List.of(
                TransactWriteItem.builder().put(put).build(),
                TransactWriteItem.builder().update(update).build());
        return transacted(
                        both,
                        refusals -> Optional.of(refusals.stream()
                                        .map(reason -> "ConditionalCheckFailed".equals(reason.code()))
                                        .toList())
                                .filter(failed -> failed.contains(true)))
                .orElse(List.of());
    }

    /// @param verdict of what was refused; none where it is to be tried again
    /// @return empty when all were written
    private <T> Optional<T> transacted(
            List<TransactWriteItem> all, Function<List<CancellationReason>, Optional<T>> verdict) {
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            LockSupport.parkNanos(
                    tries == 0 ? 0 : ThreadLocalRandom.current().nextLong(20_000_000L << Math.min(tries, 5)));
            var refusals = DynamoFailures.translated(() -> {
                try {
                    client.transactWriteItems(write -> write.transactItems(all));
                    return Optional.<List<CancellationReason>>empty();
                } catch (TransactionCanceledException canceled) {
                    return Optional.of(canceled.cancellationReasons());
                }
            });
            if (refusals.isEmpty()) {
                return Optional.empty();
            }
            var refused = verdict.apply(refusals.get());
            if (refused.isPresent()) {
                return refused;
            }
            // Another transaction was at it, or DynamoDB throttles; or it does not say why.
        }
        throw new StoreUnavailable("too many others write the same items", new IllegalStateException());
    }

    private static boolean conditionally(Runnable write) {
        return DynamoFailures.translated(() -> {
            try {
                write.run();
                return true;
            } catch (ConditionalCheckFailedException otherwise) {
                return false;
            }
        });
    }

    /// False when the request's condition does not hold.
    boolean deleteIf(DeleteItemRequest.Builder request) {
        return conditionally(() -> client.deleteItem(request.build()));
    }

    DeleteItemResponse delete(DeleteItemRequest.Builder request) {
        return DynamoFailures.translated(() -> client.deleteItem(request.build()));
    }

    /// A table of plain items.
    <T> DynamoDbTable<T> table(String name, TableSchema<T> schema) {
        return enhanced.table(name, schema);
    }

    <T> void put(DynamoDbTable<T> table, T item) {
        DynamoFailures.translated(() -> table.putItemWithResponse(put -> put.item(item)));
    }

    /// False when the condition does not hold.
    <T> boolean put(DynamoDbTable<T> table, T item, Expression condition) {
        return conditionally(
                () -> table.putItemWithResponse(put -> put.item(item).conditionExpression(condition)));
    }

    <T> void delete(DynamoDbTable<T> table, Key key) {
        DynamoFailures.translated(() -> table.deleteItemWithResponse(delete -> delete.key(key)));
    }

    /// Of a table of plain items, all pages at once.
    <T> List<T> all(DynamoDbTable<T> table, QueryEnhancedRequest.Builder request) {
        return DynamoFailures.translated(
                () -> table.query(request.build()).items().stream().toList());
    }

    /// One page.
    <T> Page<T> query(DynamoDbTable<T> table, QueryEnhancedRequest.Builder request) {
        return DynamoFailures.translated(
                () -> table.query(request.build()).iterator().next());
    }
}
