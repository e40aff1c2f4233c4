package io.contactstatus.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Deletes what has expired as eagerly as DynamoDB may, by the clock of a test.
public final class ExpiredItems {

    /// About a page. DynamoDB Local sorts what is left of a segment for each of its pages, so that the time for a
    /// segment of many pages grows with their square.
    private static final int ITEMS_IN_SEGMENT = 500;

    private static final int SEGMENTS_AT_LEAST = 4;
    private static final int SEGMENTS_AT_MOST = 10_000;
    private static final int AT_ONCE = 25;

    private final DynamoDbClient client;
    private final String prefix;

    /// @param prefix of the names of its tables
    public ExpiredItems(DynamoDbClient client, String prefix) {
        this.client = client;
        this.prefix = prefix;
    }

    /// All of all tables.
    ///
    /// @return how many, by tables
    public Map<String, Integer> delete(Instant now) {
        return client.listTablesPaginator().tableNames().stream()
                .filter(table -> table.startsWith(prefix))
                .collect(Collectors.toMap(table -> table.substring(prefix.length()), table -> delete(table, now)));
    }

    private int delete(String table, Instant now) {
        var described =
                client.describeTable(describe -> describe.tableName(table)).table();
        var keys = described.keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .toList();
        var segments = segments(described);
        var expired = new ConcurrentLinkedQueue<Map<String, AttributeValue>>();
        IntStream.range(0, segments)
                .parallel()
                .forEach(segment -> client.scanPaginator(scan -> scan.tableName(table)
                                .segment(segment)
                                .totalSegments(segments)
                                .projectionExpression(String.join(",", keys))
                                .filterExpression("#expiry <= :now")
                                .expressionAttributeNames(Map.of("#expiry", Tables.EXPIRY))
                                .expressionAttributeValues(Map.of(":now", Attributes.number(now.getEpochSecond()))))
                        .items()
                        .forEach(expired::add));
        var all = new ArrayList<>(expired);
        IntStream.rangeClosed(0, all.size() / AT_ONCE)
                .parallel()
                .mapToObj(part -> all.subList(part * AT_ONCE, Math.min((part + 1) * AT_ONCE, all.size())))
                .filter(part -> !part.isEmpty())
                .forEach(part -> delete(table, part));
        return all.size();
    }

    private static int segments(TableDescription table) {
        return Math.clamp(table.itemCount() / ITEMS_IN_SEGMENT, SEGMENTS_AT_LEAST, SEGMENTS_AT_MOST);
    }

    private void delete(String table, List<Map<String, AttributeValue>> keys) {
        var requests = keys.stream()
                .map(key -> WriteRequest.builder()
                        .deleteRequest(DeleteRequest.builder().key(key).build())
                        .build())
                .toList();
        var left = client.batchWriteItem(write -> write.requestItems(Map.of(table, requests)))
                .unprocessedItems();
        if (!left.isEmpty()) {
            throw new IllegalStateException("not all was deleted");
        }
    }

    /// The seconds in which entries of histories expire, in order.
    public List<Instant> ofHistories() {
        var table = prefix + "ContactHistory";
        var segments = segments(
                client.describeTable(describe -> describe.tableName(table)).table());
        return IntStream.range(0, segments)
                .parallel()
                .boxed()
                .flatMap(segment -> client
                        .scanPaginator(scan -> scan.tableName(table)
                                .segment(segment)
                                .totalSegments(segments)
                                .projectionExpression("#expiry")
                                .expressionAttributeNames(Map.of("#expiry", Tables.EXPIRY)))
                        .items()
                        .stream()
                        .map(item -> Attributes.number(item, Tables.EXPIRY))
                        .distinct())
                .distinct()
                .sorted()
                .map(Instant::ofEpochSecond)
                .toList();
    }
}
