package io.contactstatus.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Asks DynamoDB with every request what it consumes, and counts the answers. A write whose condition did not
/// hold is not counted: DynamoDB does not report its capacity.
///
/// The counter is `contact_status.dynamodb.consumed_capacity`, in capacity units, by table, index (`-` for the
/// table itself) and operation.
final class ConsumedCapacityMetrics implements ExecutionInterceptor {

    private static final ReturnConsumedCapacity ALL = ReturnConsumedCapacity.INDEXES;

    /// Of what is read by its key, and so from no index.
    private static final ReturnConsumedCapacity IN_ALL = ReturnConsumedCapacity.TOTAL;

    private static final String TABLE = "-";

    private final MeterRegistry meters;

    ConsumedCapacityMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return switch (context.request()) {
            case GetItemRequest get ->
                get.toBuilder().returnConsumedCapacity(IN_ALL).build();
            case BatchGetItemRequest get ->
                get.toBuilder().returnConsumedCapacity(IN_ALL).build();
            case QueryRequest query ->
                query.toBuilder().returnConsumedCapacity(ALL).build();
            case PutItemRequest put ->
                put.toBuilder().returnConsumedCapacity(ALL).build();
            case BatchWriteItemRequest write ->
                write.toBuilder().returnConsumedCapacity(ALL).build();
            case TransactWriteItemsRequest write ->
                write.toBuilder().returnConsumedCapacity(ALL).build();
            case UpdateItemRequest update ->
                update.toBuilder().returnConsumedCapacity(ALL).build();
            case DeleteItemRequest delete ->
                delete.toBuilder().returnConsumedCapacity(ALL).build();
            // About tables: costs no capacity.
            default -> context.request();
        };
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        switch (context.response()) {
            case GetItemResponse get -> countInAll(get.consumedCapacity());
            case BatchGetItemResponse get -> get.consumedCapacity().forEach(this::countInAll);
            case QueryResponse query -> count("query", query.consumedCapacity());
            case PutItemResponse put -> count("put", put.consumedCapacity());
            case BatchWriteItemResponse write -> count("put", write.consumedCapacity());
            case TransactWriteItemsResponse write -> count("put", write.consumedCapacity());
            case UpdateItemResponse update -> count("update", update.consumedCapacity());
            case DeleteItemResponse delete -> count("delete", delete.consumedCapacity());
            default -> {
                // About tables.
            }
        }
    }

    private void count(String operation, Collection<ConsumedCapacity> consumed) {
        consumed.forEach(one -> count(operation, one));
    }

    private void count(String operation, @Nullable ConsumedCapacity consumed) {
        if (consumed == null) {
            return;
        }
        count(consumed.tableName(), TABLE, operation, consumed.table());
        consumed.globalSecondaryIndexes()
                .forEach((index, capacity) -> count(consumed.tableName(), index, operation, capacity));
    }

    private void countInAll(@Nullable ConsumedCapacity consumed) {
        if (consumed != null && consumed.capacityUnits() != null) {
            count(consumed.tableName(), TABLE, "get", consumed.capacityUnits());
        }
    }

    private void count(String table, String index, String operation, @Nullable Capacity capacity) {
        if (capacity != null && capacity.capacityUnits() != null) {
            count(table, index, operation, capacity.capacityUnits());
        }
    }

    private void count(String table, String index, String operation, double units) {
        meters.counter(
                        "contact_status.dynamodb.consumed_capacity",
                        List.of(Tag.of("table", table), Tag.of("index", index), Tag.of("operation", operation)))
                .increment(units);
    }
}
