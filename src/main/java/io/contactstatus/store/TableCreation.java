package io.contactstatus.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// Makes the tables and indexes that are missing. Several instances may do so at once.
final class TableCreation {

    private static final ScalarAttributeType S = ScalarAttributeType.S;
    private static final ScalarAttributeType N = ScalarAttributeType.N;

    private record Key(String name, ScalarAttributeType type) {}

    private final DynamoDbClient client;

    TableCreation(DynamoDbClient client) {
        this.client = client;
    }

    void createMissing(Tables tables) {
        create(
                tables.contacts(),
                new Key(Tables.CONTACT_ID, S),
                null,
                List.of(
                        index(Tables.CUSTOMER_INDEX, Tables.CUSTOMER, Tables.STARTED),
                        index(Tables.CHAIN_INDEX, Tables.INITIAL_CONTACT, Tables.STARTED),
                        index(Tables.ACTIVE_INDEX, Tables.ACTIVE_BUCKET, Tables.WAITING_SINCE),
                        index(Tables.ANNOUNCEMENT_INDEX, Tables.ANNOUNCE_BUCKET, Tables.ANNOUNCE_SINCE),
                        index(Tables.ABANDONED_INDEX, Tables.ABANDONED_BUCKET, Tables.ABANDONED_AT),
                        index(Tables.ENDED_INDEX, Tables.LEFT_KEY, Tables.LEFT_AT, Tables.FIGURES, Tables.AGENT_ARN),
                        index(Tables.DUE_INDEX, Tables.DUE_BUCKET, Tables.DUE_AT),
                        index(Tables.CHANGED_INDEX, Tables.CHANGED_BUCKET, Tables.CHANGED_AT)),
                new Key(Tables.CUSTOMER, S),
                new Key(Tables.INITIAL_CONTACT, S),
                new Key(Tables.ACTIVE_BUCKET, S),
                new Key(Tables.STARTED, N),
                new Key(Tables.WAITING_SINCE, N),
                new Key(Tables.ANNOUNCE_BUCKET, S),
                new Key(Tables.ANNOUNCE_SINCE, N),
                new Key(Tables.ABANDONED_BUCKET, S),
                new Key(Tables.ABANDONED_AT, N),
                new Key(Tables.LEFT_KEY, S),
                new Key(Tables.LEFT_AT, N),
                new Key(Tables.DUE_BUCKET, S),
                new Key(Tables.DUE_AT, N),
                new Key(Tables.CHANGED_BUCKET, S),
                new Key(Tables.CHANGED_AT, N));
        create(tables.history(), new Key(Tables.CONTACT_ID, S), new Key(Tables.ENTRY, S), List.of());
        create(tables.customerKeys(), new Key(Tables.CUSTOMER_KEY, S), new Key(Tables.ENTRY, S), List.of());
        create(tables.seats(), new Key(Tables.SEAT_BUCKET, S), new Key(Tables.AGENT_ID, S), List.of());
        create(
                tables.deadLetters(),
                new Key(Tables.LETTER_ID, S),
                new Key(Tables.PART, N),
                List.of(index(Tables.LETTER_INDEX, Tables.LETTER_BUCKET, Tables.RECEIVED_AT)),
                new Key(Tables.LETTER_BUCKET, S),
                new Key(Tables.RECEIVED_AT, N));
        create(
                tables.jobs(),
                new Key(Tables.JOB_KIND, S),
                new Key(Tables.JOB_ID, S),
                List.of(index(Tables.RUNNING_INDEX, Tables.RUNNING_KIND, Tables.JOB_ID)),
                new Key(Tables.RUNNING_KIND, S));
        create(tables.captures(), new Key(Tables.CONTACT_ID, S), null, List.of());
        create(tables.erasures(), new Key(Tables.ERASURE_BUCKET, S), new Key(Tables.ERASURE_ID, S), List.of());
        create(tables.queueFigures(), new Key(Tables.QUEUE_KEY, S), new Key(Tables.ENTRY, S), List.of());
    }

    private void create(
            String table, Key partition, @Nullable Key sort, List<GlobalSecondaryIndex> indexes, Key... indexed) {
        var attributes = Stream.concat(
                        Stream.concat(Stream.of(partition), Stream.ofNullable(sort)), Arrays.stream(indexed))
                .map(key -> AttributeDefinition.builder()
                        .attributeName(key.name())
                        .attributeType(key.type())
                        .build())
                .toList();
        if (!exists(table)) {
            make(table, keys(partition.name(), sort == null ? null : sort.name()), attributes, indexes);
        }
        // Also of an existing table: the instance that made it may have died just after.
        try (var waiter = client.waiter()) {
            waiter.waitUntilTableExists(describe -> describe.tableName(table));
        }
        expire(table);
        addMissing(table, attributes, indexes);
    }

    private void make(
            String table,
            List<KeySchemaElement> keys,
            List<AttributeDefinition> attributes,
            List<GlobalSecondaryIndex> indexes) {
        var request = CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys)
                .attributeDefinitions(attributes);
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexes(indexes);
        }
        try {
            client.createTable(request.build());
        } catch (ResourceInUseException another) {
            // Another instance was a moment faster.
        }
    }

    private void expire(String table) {
        if (expires(table)) {
            return;
        }
        try {
            client.updateTimeToLive(update -> update.tableName(table)
                    .timeToLiveSpecification(
                            ttl -> ttl.attributeName(Tables.EXPIRY).enabled(true)));
        } catch (DynamoDbException failure) {
            // Another instance was a moment faster here too, and DynamoDB has no code of its own for that.
            if (!String.valueOf(failure.getMessage()).contains("already enabled")) {
                throw failure;
            }
        }
    }

    private boolean expires(String table) {
        return switch (client.describeTimeToLive(describe -> describe.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus()) {
            case ENABLED, ENABLING -> true;
            case DISABLED, DISABLING, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    /// Indexes that a table does not have because an older version made it. Nothing waits until DynamoDB has
    /// filled one. DynamoDB adds them one at a time, so the next one is added at the next start.
    private void addMissing(String table, List<AttributeDefinition> attributes, List<GlobalSecondaryIndex> indexes) {
        var there = indexesOf(table);
        var missing = indexes.stream()
                .filter(index -> !there.contains(index.indexName()))
                .findFirst();
        missing.ifPresent(index -> add(table, attributes, index));
    }

    private void add(String table, List<AttributeDefinition> attributes, GlobalSecondaryIndex index) {
        var addition = GlobalSecondaryIndexUpdate.builder()
                .create(create -> create.indexName(index.indexName())
                        .keySchema(index.keySchema())
                        .projection(index.projection()))
                .build();
        try {
            client.updateTable(update ->
                    update.tableName(table).attributeDefinitions(attributes).globalSecondaryIndexUpdates(addition));
        } catch (DynamoDbException failure) {
            // Another instance again.
            if (!indexesOf(table).contains(index.indexName())) {
                throw failure;
            }
        }
    }

    private List<String> indexesOf(String table) {
        return client.describeTable(describe -> describe.tableName(table)).table().globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .toList();
    }

    private boolean exists(String table) {
        try {
            client.describeTable(describe -> describe.tableName(table));
            return true;
        } catch (ResourceNotFoundException missing) {
            return false;
        }
    }

    private static List<KeySchemaElement> keys(String partition, @Nullable String sort) {
        var hash = KeySchemaElement.builder()
                .attributeName(partition)
                .keyType(KeyType.HASH)
                .build();
        return sort == null
                ? List.of(hash)
                : List.of(
                        hash,
                        KeySchemaElement.builder()
                                .attributeName(sort)
                                .keyType(KeyType.RANGE)
                                .build());
    }

    /// @param included what is in it besides the keys
    private static GlobalSecondaryIndex index(String name, String partition, String sort, String... included) {
        var projection = Projection.builder()
                .projectionType(included.length == 0 ? ProjectionType.KEYS_ONLY : ProjectionType.INCLUDE);
        if (included.length > 0) {
            projection.nonKeyAttributes(included);
        }
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(partition, sort))
                .projection(projection.build())
                .build();
    }
}
