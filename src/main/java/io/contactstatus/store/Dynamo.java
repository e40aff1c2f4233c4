package io.contactstatus.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// DynamoDB as this module speaks to it: what every call consumed is counted (DynamoDB does not tell for a
/// write whose condition did not hold), and every failure is one of two kinds. Either nothing is wrong with the
/// request ([StoreUnavailable]: wait and ask again), or it will never be accepted ([ContactRefused]).
///
/// The counter is `contact_status.dynamodb.consumed_capacity`, in capacity units, by table, index (`-` for the
/// table itself) and operation.
final class Dynamo {

    /// What one request may ask for.
    static final int MOST_KEYS_READ = 100;

    private static final int CONTENT_TOO_LARGE = 413;
    private static final ReturnConsumedCapacity ALL = ReturnConsumedCapacity.INDEXES;

    private final DynamoDbClient client;
    private final DynamoDbEnhancedClient enhanced;
    private final MeterRegistry meters;

    Dynamo(DynamoDbClient client, MeterRegistry meters) {
        this.client = client;
        // Without its extensions: nothing here is versioned or counted by them.
        enhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions()
                .build();
        this.meters = meters;
    }

    GetItemResponse get(GetItemRequest.Builder request) {
        var response =
                call(() -> client.getItem(request.returnConsumedCapacity(ALL).build()));
        count("get", response.consumedCapacity());
        return response;
    }

    private BatchGetItemResponse get(BatchGetItemRequest.Builder request) {
        var response = call(
                () -> client.batchGetItem(request.returnConsumedCapacity(ALL).build()));
        count("get", response.consumedCapacity());
        return response;
    }

    /// All items that are there, in no order.
    void forEach(
            String table,
            List<Map<String, AttributeValue>> keys,
            boolean consistently,
            Consumer<Map<String, AttributeValue>> user) {
        for (var start = 0; start < keys.size(); start += MOST_KEYS_READ) {
            var some = KeysAndAttributes.builder()
                    .keys(keys.subList(start, Math.min(start + MOST_KEYS_READ, keys.size())))
                    .consistentRead(consistently)
                    .build();
            forEach(Map.of(table, some), user);
        }
    }

    private void forEach(Map<String, KeysAndAttributes> keys, Consumer<Map<String, AttributeValue>> user) {
        var left = keys;
        for (var tries = 0; !left.isEmpty(); tries++) {
            if (tries == 10) {
                throw new StoreUnavailable("DynamoDB leaves reads unprocessed", new IllegalStateException());
            }
            LockSupport.parkNanos(
                    tries == 0 ? 0 : ThreadLocalRandom.current().nextLong(20_000_000L << Math.min(tries, 5)));
            var response = get(BatchGetItemRequest.builder().requestItems(left));
            response.responses().values().forEach(items -> items.forEach(user));
            left = response.unprocessedKeys();
        }
    }

    QueryResponse query(QueryRequest.Builder request) {
        var response =
                call(() -> client.query(request.returnConsumedCapacity(ALL).build()));
        count("query", response.consumedCapacity());
        return response;
    }

    /// False when the request's condition does not hold.
    boolean put(PutItemRequest.Builder request) {
        return conditionally(() -> {
            var response = client.putItem(request.returnConsumedCapacity(ALL).build());
            count("put", response.consumedCapacity());
        });
    }

    /// False when the request's condition does not hold.
    boolean update(UpdateItemRequest.Builder request) {
        return conditionally(() -> {
            var response = client.updateItem(request.returnConsumedCapacity(ALL).build());
            count("update", response.consumedCapacity());
        });
    }

    /// The attributes that the request asks to be returned. Empty when its condition does not hold.
    Optional<Map<String, AttributeValue>> updated(UpdateItemRequest.Builder request) {
        return call(() -> {
            try {
                var response =
                        client.updateItem(request.returnConsumedCapacity(ALL).build());
                count("update", response.consumedCapacity());
                return Optional.of(response.attributes());
            } catch (ConditionalCheckFailedException otherwise) {
                return Optional.empty();
            }
        });
    }

    BatchWriteItemResponse write(BatchWriteItemRequest.Builder request) {
        var response = call(
                () -> client.batchWriteItem(request.returnConsumedCapacity(ALL).build()));
        count("put", response.consumedCapacity());
        return response;
    }

    DeleteItemResponse delete(DeleteItemRequest.Builder request) {
        var response =
                call(() -> client.deleteItem(request.returnConsumedCapacity(ALL).build()));
        count("delete", response.consumedCapacity());
        return response;
    }

    /// A table of plain items.
    <T> DynamoDbTable<T> table(String name, TableSchema<T> schema) {
        return enhanced.table(name, schema);
    }

    <T> void put(DynamoDbTable<T> table, T item) {
        var response =
                call(() -> table.putItemWithResponse(put -> put.item(item).returnConsumedCapacity(ALL)));
        count("put", response.consumedCapacity());
    }

    <T> void delete(DynamoDbTable<T> table, Key key) {
        var response = call(
                () -> table.deleteItemWithResponse(delete -> delete.key(key).returnConsumedCapacity(ALL)));
        count("delete", response.consumedCapacity());
    }

    /// One page.
    <T> Page<T> query(DynamoDbTable<T> table, QueryEnhancedRequest.Builder request) {
        var page = call(() -> table.query(request.returnConsumedCapacity(ALL).build())
                .iterator()
                .next());
        count("query", page.consumedCapacity());
        return page;
    }

    private boolean conditionally(Runnable write) {
        return call(() -> {
            try {
                write.run();
                return true;
            } catch (ConditionalCheckFailedException otherwise) {
                return false;
            }
        });
    }

    private static <T> T call(Supplier<T> request) {
        try {
            return request.get();
        } catch (DynamoDbException exception) {
            throw isRefusal(exception)
                    ? new ContactRefused("DynamoDB refused the request: " + code(exception), exception)
                    : new StoreUnavailable("DynamoDB answered " + code(exception) + about(exception), exception);
        } catch (SdkException exception) {
            throw new StoreUnavailable(
                    "DynamoDB was not reached: " + exception.getClass().getSimpleName(), exception);
        }
    }

    /// Only what the request itself causes. A missing table or permission, or keys that are not what the table
    /// has, are the operator's to mend, and waited for.
    private static boolean isRefusal(DynamoDbException exception) {
        return switch (code(exception)) {
            case "ValidationException" -> !isAboutTheTable(exception);
            case "ItemCollectionSizeLimitExceededException" -> true;
            default -> exception.statusCode() == CONTENT_TOO_LARGE;
        };
    }

    private static String about(DynamoDbException exception) {
        return isAboutTheTable(exception) ? " (the table has not the keys or the index that it should have)" : "";
    }

    private static boolean isAboutTheTable(DynamoDbException exception) {
        var message = exception.getMessage();
        return message != null
                && (message.contains("does not match the schema")
                        || message.contains("Type mismatch")
                        || message.contains("specified index"));
    }

    private static String code(DynamoDbException exception) {
        var details = exception.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? "status " + exception.statusCode()
                : details.errorCode();
    }

    private void count(String operation, Collection<ConsumedCapacity> consumed) {
        consumed.forEach(one -> count(operation, one));
    }

    private void count(String operation, @Nullable ConsumedCapacity consumed) {
        if (consumed == null) {
            return;
        }
        count(consumed.tableName(), "-", operation, consumed.table());
        consumed.globalSecondaryIndexes()
                .forEach((index, capacity) -> count(consumed.tableName(), index, operation, capacity));
    }

    private void count(String table, String index, String operation, @Nullable Capacity capacity) {
        if (capacity != null && capacity.capacityUnits() != null) {
            meters.counter(
                            "contact_status.dynamodb.consumed_capacity",
                            List.of(Tag.of("table", table), Tag.of("index", index), Tag.of("operation", operation)))
                    .increment(capacity.capacityUnits());
        }
    }
}
