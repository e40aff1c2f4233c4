package io.contactstatus.standin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// What DynamoDB may answer and DynamoDB Local never does: while it lags, a read that does not ask to be consistent
/// finds each item of one table as it was before, and an index names none that was not there.
public final class LateReads implements ExecutionInterceptor {

    private final DynamoDbClient behind;
    private final String table;
    private final String key;
    private final Map<AttributeValue, Map<String, AttributeValue>> before = new ConcurrentHashMap<>();
    private volatile boolean lagging;

    /// @param behind sees all as it is
    /// @param key the table's only key attribute
    public LateReads(DynamoDbClient behind, String table, String key) {
        this.behind = behind;
        this.table = table;
        this.key = key;
    }

    public void lag() {
        lagging = true;
    }

    public void catchUp() {
        lagging = false;
        before.clear();
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        switch (context.request()) {
            case PutItemRequest put when isLate(put.tableName()) -> remember(put.item());
            case UpdateItemRequest update when isLate(update.tableName()) -> remember(update.key());
            default -> {}
        }
    }

    private boolean isLate(String name) {
        return lagging && name.equals(table);
    }

    private void remember(Map<String, AttributeValue> item) {
        before.computeIfAbsent(
                id(item),
                id -> behind.getItem(
                                get -> get.tableName(table).key(Map.of(key, id)).consistentRead(true))
                        .item());
    }

    private AttributeValue id(Map<String, AttributeValue> item) {
        var id = item.get(key);
        if (id == null) {
            throw new IllegalArgumentException("an item without its key");
        }
        return id;
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        return lagging ? late(context.request(), context.response()) : context.response();
    }

    private SdkResponse late(SdkRequest request, SdkResponse response) {
        if (request instanceof GetItemRequest get
                && get.tableName().equals(table)
                && !Boolean.TRUE.equals(get.consistentRead())) {
            var old = before.get(id(get.key()));
            return old == null
                    ? response
                    : ((GetItemResponse) response).toBuilder().item(old).build();
        }
        if (request instanceof BatchGetItemRequest batch && isLate(batch)) {
            var answer = (BatchGetItemResponse) response;
            var tables = new HashMap<>(answer.responses());
            tables.computeIfPresent(table, (name, items) -> asBefore(items));
            return answer.toBuilder().responses(tables).build();
        }
        if (request instanceof QueryRequest query && query.tableName().equals(table) && query.indexName() != null) {
            var answer = (QueryResponse) response;
            var known = answer.items().stream()
                    .filter(item -> !Map.of().equals(before.get(id(item))))
                    .toList();
            return answer.toBuilder().items(known).build();
        }
        return response;
    }

    private boolean isLate(BatchGetItemRequest batch) {
        var asked = batch.requestItems().get(table);
        return asked != null && !Boolean.TRUE.equals(asked.consistentRead());
    }

    private List<Map<String, AttributeValue>> asBefore(List<Map<String, AttributeValue>> items) {
        return items.stream()
                .map(item -> before.getOrDefault(id(item), item))
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
