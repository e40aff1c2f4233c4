package io.contactstatus.bench;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import com.sun.management.ThreadMXBean;
import io.contactstatus.store.LocalDynamoDb;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// Prints what the enhanced client of the SDK costs beside the plain one: a put of a small item, and a query of
/// 25 of them. Processor time and allocations are the calling thread's, which does all of it.
final class MapperReport {

    private static final int WARM_UP = 3_000;
    private static final int ROUNDS = 7;
    private static final int CALLS = 1_000;
    private static final int PAGE = 25;

    private static final String KEY = "Customer_Key";
    private static final String ENTRY = "Entry";
    private static final String EXPIRY = "DDB_ExpiryEpoch";
    private static final String CUSTOMER = "+819012345678";
    private static final ReturnConsumedCapacity CONSUMED = ReturnConsumedCapacity.INDEXES;

    private static final TableSchema<Row> SCHEMA = TableSchema.builder(Row.class, Row.Builder.class)
            .newItemBuilder(Row.Builder::new, Row.Builder::build)
            .addAttribute(
                    String.class,
                    attribute -> attribute
                            .name(KEY)
                            .getter(Row::key)
                            .setter(Row.Builder::key)
                            .tags(primaryPartitionKey()))
            .addAttribute(
                    String.class,
                    attribute -> attribute
                            .name(ENTRY)
                            .getter(Row::entry)
                            .setter(Row.Builder::entry)
                            .tags(primarySortKey()))
            .addAttribute(
                    Long.class,
                    attribute -> attribute.name(EXPIRY).getter(Row::expiry).setter(Row.Builder::expiry))
            .build();

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final PrintStream out;

    MapperReport(PrintStream out) {
        this.out = out;
    }

    private record Row(String key, String entry, long expiry) {

        private static final class Builder {

            private String key = "";
            private String entry = "";
            private long expiry;

            void key(String value) {
                key = value;
            }

            void entry(String value) {
                entry = value;
            }

            void expiry(Long value) {
                expiry = value;
            }

            Row build() {
                return new Row(key, entry, expiry);
            }
        }
    }

    /// @param units of capacity, of one call
    private record Cost(double micros, double processorMicros, double kilobytes, double units) {}

    /// One of two ways to do the same, as the units that it has consumed.
    private record Way(String name, IntFunction<Double> call, List<Cost> costs) {

        Way(String name, IntFunction<Double> call) {
            this(name, call, new ArrayList<>());
        }

        void measure(int calls) {
            var thread = Thread.currentThread().threadId();
            var bytes = THREADS.getThreadAllocatedBytes(thread);
            var processor = THREADS.getCurrentThreadCpuTime();
            var began = System.nanoTime();
            var units = 0.0;
            for (var number = 0; number < calls; number++) {
                units += call.apply(number);
            }
            costs.add(new Cost(
                    (System.nanoTime() - began) / 1e3 / calls,
                    (THREADS.getCurrentThreadCpuTime() - processor) / 1e3 / calls,
                    (THREADS.getThreadAllocatedBytes(thread) - bytes) / 1e3 / calls,
                    units / calls));
        }

        double median(ToDoubleFunction<Cost> of) {
            var sorted = costs.stream().mapToDouble(of).toArray();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    void print() {
        try (var client = CountedDynamoDb.client(request -> {})) {
            var name = LocalDynamoDb.freshPrefix() + "CustomerKey";
            var table = DynamoDbEnhancedClient.builder()
                    .dynamoDbClient(client)
                    .extensions()
                    .build()
                    .table(name, SCHEMA);
            table.createTable();
            out.printf("%n## the enhanced client beside the plain one, medians of %d rounds%n%n", ROUNDS);
            out.printf("%-16s %10s %12s %12s %8s%n", "", "µs", "µs processor", "kB allocated", "units");
            compare(
                    new Way("put, plain", number -> plainPut(client, name, number)),
                    new Way("put, enhanced", number -> enhancedPut(table, number)));
            compare(
                    new Way("query, plain", number -> plainQuery(client, name)),
                    new Way("query, enhanced", number -> enhancedQuery(table)));
        }
    }

    private void compare(Way plain, Way enhanced) {
        for (var way : List.of(plain, enhanced)) {
            way.measure(WARM_UP);
            way.costs().clear();
        }
        for (var round = 0; round < ROUNDS; round++) {
            plain.measure(CALLS);
            enhanced.measure(CALLS);
        }
        for (var way : List.of(plain, enhanced)) {
            out.printf(
                    "%-16s %10.0f %12.0f %12.1f %8.1f%n",
                    way.name(),
                    way.median(Cost::micros),
                    way.median(Cost::processorMicros),
                    way.median(Cost::kilobytes),
                    way.median(Cost::units));
        }
    }

    private static String entry(int number) {
        return "2026-01-05T12:00:00.%03dZ#0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9".formatted(number % PAGE);
    }

    private static double plainPut(DynamoDbClient client, String table, int number) {
        return client.putItem(put -> put.tableName(table)
                        .item(Map.of(
                                KEY, AttributeValue.fromS(CUSTOMER),
                                ENTRY, AttributeValue.fromS(entry(number)),
                                EXPIRY, AttributeValue.fromN("1767700800")))
                        .returnConsumedCapacity(CONSUMED))
                .consumedCapacity()
                .capacityUnits();
    }

    private static double enhancedPut(DynamoDbTable<Row> table, int number) {
        var row = new Row(CUSTOMER, entry(number), 1_767_700_800);
        return table.putItemWithResponse(put -> put.item(row).returnConsumedCapacity(CONSUMED))
                .consumedCapacity()
                .capacityUnits();
    }

    private static double plainQuery(DynamoDbClient client, String table) {
        var response = client.query(query -> query.tableName(table)
                .keyConditionExpression("#key = :key")
                .expressionAttributeNames(Map.of("#key", KEY))
                .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(CUSTOMER)))
                .scanIndexForward(false)
                .limit(PAGE)
                .returnConsumedCapacity(CONSUMED));
        if (response.items().size() != PAGE) {
            throw new IllegalStateException("not what was written");
        }
        return response.consumedCapacity().capacityUnits();
    }

    private static double enhancedQuery(DynamoDbTable<Row> table) {
        var page = table.query(QueryEnhancedRequest.builder()
                        .queryConditional(QueryConditional.keyEqualTo(
                                Key.builder().partitionValue(CUSTOMER).build()))
                        .scanIndexForward(false)
                        .limit(PAGE)
                        .returnConsumedCapacity(CONSUMED)
                        .build())
                .iterator()
                .next();
        if (page.items().size() != PAGE) {
            throw new IllegalStateException("not what was written");
        }
        return page.consumedCapacity().capacityUnits();
    }
}
