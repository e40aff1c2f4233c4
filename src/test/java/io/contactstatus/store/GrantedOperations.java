package io.contactstatus.store;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.lang.StackWalker.Option;
import java.net.URL;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the service may do with each table, as `infra/tables.json` says and IAM would see to: DynamoDB Local lets all
/// in, so a right that is missing would show in an account first.
///
/// The SDK finds it on the class path (`software/amazon/awssdk/services/dynamodb/execution.interceptors`), for every
/// client of every test, in processes of their own too. What tests do themselves with a table is theirs.
public final class GrantedOperations implements ExecutionInterceptor {

    private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final @Nullable URL SERVICE = placeOf(Dynamo.class);

    private final Map<String, Set<String>> granted = new JsonMapper()
            .readTree(GrantedOperations.class.getResourceAsStream("/infra/tables.json")).properties().stream()
                    .collect(toUnmodifiableMap(
                            Map.Entry::getKey,
                            table -> table.getValue()
                                    .get("actions")
                                    .valueStream()
                                    .map(JsonNode::asString)
                                    .collect(toUnmodifiableSet())));

    private record Operation(String action, String table) {}

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        var denied = operations(context.request())
                .filter(operation -> !isGranted(operation))
                .toList();
        if (!denied.isEmpty() && isAskedByTheService()) {
            throw new AssertionError("infra/tables.json and the CloudFormation template do not grant " + denied);
        }
    }

    private boolean isGranted(Operation operation) {
        return granted.entrySet().stream()
                .filter(table -> operation.table().endsWith(table.getKey()))
                .allMatch(table -> table.getValue().contains(operation.action()));
    }

    private static boolean isAskedByTheService() {
        return STACK.walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                .filter(type -> type != GrantedOperations.class
                        && type.getName().startsWith("io.contactstatus.")
                        && !ExecutionInterceptor.class.isAssignableFrom(type))
                .findFirst()
                .filter(type -> SERVICE != null && SERVICE.equals(placeOf(type)))
                .isPresent());
    }

    private static @Nullable URL placeOf(Class<?> type) {
        var source = type.getProtectionDomain().getCodeSource();
        return source == null ? null : source.getLocation();
    }

    private static Stream<Operation> operations(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get -> Stream.of(new Operation("GetItem", get.tableName()));
            case PutItemRequest put -> Stream.of(new Operation("PutItem", put.tableName()));
            case UpdateItemRequest update -> Stream.of(new Operation("UpdateItem", update.tableName()));
            case DeleteItemRequest delete -> Stream.of(new Operation("DeleteItem", delete.tableName()));
            case QueryRequest query -> Stream.of(new Operation("Query", query.tableName()));
            case ScanRequest scan -> Stream.of(new Operation("Scan", scan.tableName()));
            case BatchGetItemRequest batch ->
                batch.requestItems().keySet().stream().map(table -> new Operation("BatchGetItem", table));
            case BatchWriteItemRequest batch ->
                batch.requestItems().keySet().stream().map(table -> new Operation("BatchWriteItem", table));
            case TransactGetItemsRequest transaction ->
                transaction.transactItems().stream()
                        .map(item -> new Operation("GetItem", item.get().tableName()));
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream().map(GrantedOperations::operation);
            default -> Stream.empty();
        };
    }

    /// A transaction needs the rights to what it consists of.
    private static Operation operation(TransactWriteItem item) {
        if (item.put() != null) {
            return new Operation("PutItem", item.put().tableName());
        }
        if (item.update() != null) {
            return new Operation("UpdateItem", item.update().tableName());
        }
        if (item.delete() != null) {
            return new Operation("DeleteItem", item.delete().tableName());
        }
        return new Operation("ConditionCheckItem", item.conditionCheck().tableName());
    }
}
