package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TablesTest {

    private static final int INSTANCES = 6;
    private static final Path INFRASTRUCTURE = Path.of("infra", "tables.json");
    private static final Path TEMPLATE = Path.of("infra", "cloudformation", "contact-status.yaml");

    @Test
    void areTheSameInDevelopmentAsInTheInfrastructure() {
        var prefix = LocalDynamoDb.freshPrefix();

        try (var client = LocalDynamoDb.shared().client()) {
            new TableCreation(client).createMissing(Tables.prefixed(prefix));

            assertThat(made(client, prefix)).isEqualTo(wanted());
        }
    }

    @Test
    void areGrantedByCloudFormationAsByTerraform() throws IOException {
        var template = Files.readString(TEMPLATE);

        for (var table : new JsonMapper().readTree(INFRASTRUCTURE).properties()) {
            var granted = Pattern.compile("- Sid: %s\\s+Effect: Allow\\s+Action: \\[([^]]+)]".formatted(table.getKey()))
                    .matcher(template);

            assertThat(granted.find()).as(table.getKey()).isTrue();
            assertThat(granted.group(1).replace("dynamodb:", "").split(", "))
                    .containsExactlyElementsOf(table.getValue()
                            .get("actions")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
        }
    }

    @Test
    void areMadeOnceThoughSeveralInstancesStartAtOnce() throws Exception {
        var tables = Tables.prefixed(LocalDynamoDb.freshPrefix());
        var together = new CyclicBarrier(INSTANCES);
        try (var client = LocalDynamoDb.shared().client();
                var threads = Executors.newFixedThreadPool(INSTANCES)) {
            Callable<Boolean> start = () -> {
                together.await();
                new TableCreation(client).createMissing(tables);
                return true;
            };

            var started = threads.invokeAll(
                    Stream.generate(() -> start).limit(INSTANCES).toList());

            for (var instance : started) {
                assertThat(instance.get()).isTrue();
            }
            assertThat(client.describeTimeToLive(describe -> describe.tableName(tables.contacts()))
                            .timeToLiveDescription()
                            .timeToLiveStatus())
                    .isEqualTo(TimeToLiveStatus.ENABLED);
        }
    }

    /// As by an older version, or by an instance that died right after.
    @Test
    void getWhatTheyLackOfExpiryAndIndexes() {
        var prefix = LocalDynamoDb.freshPrefix();
        try (var client = LocalDynamoDb.shared().client()) {
            makeWithoutAnnouncements(client, Tables.prefixed(prefix).contacts());

            new TableCreation(client).createMissing(Tables.prefixed(prefix));

            await().until(() -> made(client, prefix).equals(wanted()));
        }
    }

    private static void makeWithoutAnnouncements(DynamoDbClient client, String name) {
        var model = Tables.prefixed(LocalDynamoDb.freshPrefix());
        new TableCreation(client).createMissing(model);
        var today = client.describeTable(describe -> describe.tableName(model.contacts()))
                .table();
        client.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(today.keySchema())
                .attributeDefinitions(today.attributeDefinitions().stream()
                        .filter(attribute -> !attribute.attributeName().startsWith("Announce"))
                        .toList())
                .globalSecondaryIndexes(today.globalSecondaryIndexes().stream()
                        .filter(index -> !index.indexName().equals("Announcement-index"))
                        .map(index -> GlobalSecondaryIndex.builder()
                                .indexName(index.indexName())
                                .keySchema(index.keySchema())
                                .projection(index.projection())
                                .build())
                        .toList()));
    }

    /// Keys are `name type`, partition before sort.
    private record Layout(List<String> keys, Map<String, List<String>> indexes, String expiry) {}

    private static Map<String, Layout> made(DynamoDbClient client, String prefix) {
        return client.listTablesPaginator().tableNames().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toMap(name -> name.substring(prefix.length()), name -> layout(client, name)));
    }

    private static Layout layout(DynamoDbClient client, String name) {
        var table = client.describeTable(describe -> describe.tableName(name)).table();
        var types = table.attributeDefinitions().stream()
                .collect(Collectors.toMap(
                        AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
        var indexes = new HashMap<String, List<String>>();
        table.globalSecondaryIndexes().forEach(index -> {
            var all = new ArrayList<>(keys(index.keySchema(), types));
            all.addAll(index.projection().nonKeyAttributes().stream().sorted().toList());
            indexes.put(index.indexName(), all);
            assertThat(index.projection().projectionTypeAsString())
                    .isEqualTo(index.projection().nonKeyAttributes().isEmpty() ? "KEYS_ONLY" : "INCLUDE");
        });
        var expiry = client.describeTimeToLive(describe -> describe.tableName(name))
                .timeToLiveDescription()
                .attributeName();
        return new Layout(keys(table.keySchema(), types), indexes, expiry);
    }

    private static List<String> keys(List<KeySchemaElement> schema, Map<String, String> types) {
        return Stream.of(KeyType.HASH, KeyType.RANGE)
                .flatMap(kind -> schema.stream().filter(key -> key.keyType() == kind))
                .map(key -> key.attributeName() + " " + types.get(key.attributeName()))
                .toList();
    }

    private static Map<String, Layout> wanted() {
        var layouts = new HashMap<String, Layout>();
        new JsonMapper().readTree(INFRASTRUCTURE).properties().forEach(table -> {
            var keys = new ArrayList<String>();
            keys.add(key(table.getValue().required("partition")));
            table.getValue().optional("sort").ifPresent(sort -> keys.add(key(sort)));
            var indexes = new HashMap<String, List<String>>();
            table.getValue().required("indexes").properties().forEach(index -> {
                var all = new ArrayList<>(
                        index.getValue().valueStream().map(TablesTest::key).toList());
                all.addAll(included(table.getValue(), index.getKey()));
                indexes.put(index.getKey(), all);
            });
            layouts.put(table.getKey(), new Layout(keys, indexes, "DDB_ExpiryEpoch"));
        });
        return layouts;
    }

    private static List<String> included(JsonNode table, String index) {
        return table.path("included")
                .path(index)
                .valueStream()
                .map(JsonNode::asString)
                .sorted()
                .toList();
    }

    private static String key(JsonNode key) {
        return key.get(0).asString() + " " + key.get(1).asString();
    }
}
