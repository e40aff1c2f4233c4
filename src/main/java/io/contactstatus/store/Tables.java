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

/// The tables, their keys and indexes.
///
/// Indexes carry keys only: every projected attribute that changes would cost one more write, and lists read the
/// contacts themselves, in batches, so that what they show is not older than what the contact's own page shows.
record Tables(String contacts, String history, String customerKeys, String seats, String deadLetters, String jobs) {

    static final String EXPIRY = "DDB_ExpiryEpoch";
    static final String CONTACT_ID = "Connect_ContactId";
    static final String VERSION = "Version";

    static final String CUSTOMER = "Customer_Identifier";
    static final String STARTED = "Started";
    static final String CUSTOMER_INDEX = "Customer_Identifier-index";

    static final String INITIAL_CONTACT = "Connect_InitialContactId";
    static final String CHAIN_INDEX = "Connect_InitialContactId-index";

    static final String ACTIVE_BUCKET = "Active_Bucket";
    static final String WAITING_SINCE = "Waiting_Since";
    static final String ACTIVE_INDEX = "Active-index";

    static final String ANNOUNCE_BUCKET = "Announce_Bucket";
    static final String ANNOUNCE_SINCE = "Announce_Since";
    static final String ANNOUNCE_CHANGE = "Announce";
    static final String ANNOUNCEMENT_INDEX = "Announcement-index";

    static final String ABANDONED_BUCKET = "Abandoned_Bucket";
    static final String ABANDONED_AT = "Abandoned_At";
    static final String ABANDONED_INDEX = "Abandoned-index";

    static final String ENTRY = "Entry";

    static final String CUSTOMER_KEY = "Customer_Key";

    static final String SEAT_BUCKET = "Seat_Bucket";
    static final String AGENT_ID = "Agent_Id";

    static final String LETTER_ID = "DeadLetter_Id";
    static final String PART = "Part";
    static final String LETTER_BUCKET = "Bucket";
    static final String RECEIVED_AT = "Received_At";
    static final String LETTER_INDEX = "Received-index";

    static final String JOB_KIND = "Job_Kind";
    static final String JOB_ID = "Job_Id";
    static final String RUNNING_KIND = "Running_Kind";
    static final String RUNNING_INDEX = "Running-index";

    private static final ScalarAttributeType S = ScalarAttributeType.S;
    private static final ScalarAttributeType N = ScalarAttributeType.N;

    static Tables prefixed(String prefix) {
        return new Tables(
                prefix + "ContactStatus",
                prefix + "ContactHistory",
                prefix + "CustomerKey",
                prefix + "AgentSeat",
                prefix + "ContactDeadLetter",
                prefix + "ContactJob");
    }

    private record Key(String name, ScalarAttributeType type) {}

    void createMissing(DynamoDbClient client) {
        create(
                client,
                contacts,
                new Key(CONTACT_ID, S),
                null,
                List.of(
                        index(CUSTOMER_INDEX, CUSTOMER, STARTED),
                        index(CHAIN_INDEX, INITIAL_CONTACT, STARTED),
                        index(ACTIVE_INDEX, ACTIVE_BUCKET, WAITING_SINCE),
                        index(ANNOUNCEMENT_INDEX, ANNOUNCE_BUCKET, ANNOUNCE_SINCE),
                        index(ABANDONED_INDEX, ABANDONED_BUCKET, ABANDONED_AT)),
                new Key(CUSTOMER, S),
                new Key(INITIAL_CONTACT, S),
                new Key(ACTIVE_BUCKET, S),
                new Key(STARTED, N),
                new Key(WAITING_SINCE, N),
                new Key(ANNOUNCE_BUCKET, S),
                new Key(ANNOUNCE_SINCE, N),
                new Key(ABANDONED_BUCKET, S),
                new Key(ABANDONED_AT, N));
        create(client, history, new Key(CONTACT_ID, S), new Key(ENTRY, S), List.of());
        create(client, customerKeys, new Key(CUSTOMER_KEY, S), new Key(ENTRY, S), List.of());
        create(client, seats, new Key(SEAT_BUCKET, S), new Key(AGENT_ID, S), List.of());
        create(
                client,
                deadLetters,
                new Key(LETTER_ID, S),
                new Key(PART, N),
                List.of(index(LETTER_INDEX, LETTER_BUCKET, RECEIVED_AT)),
                new Key(LETTER_BUCKET, S),
                new Key(RECEIVED_AT, N));
        create(
                client,
                jobs,
                new Key(JOB_KIND, S),
                new Key(JOB_ID, S),
                List.of(index(RUNNING_INDEX, RUNNING_KIND, JOB_ID)),
                new Key(RUNNING_KIND, S));
    }

    private static void create(
            DynamoDbClient client,
            String table,
            Key partition,
            @Nullable Key sort,
            List<GlobalSecondaryIndex> indexes,
            Key... indexed) {
        var attributes = Stream.concat(
                        Stream.concat(Stream.of(partition), Stream.ofNullable(sort)), Arrays.stream(indexed))
                .map(key -> AttributeDefinition.builder()
                        .attributeName(key.name())
                        .attributeType(key.type())
                        .build())
                .toList();
        if (!exists(client, table)) {
            make(client, table, keys(partition.name(), sort == null ? null : sort.name()), attributes, indexes);
        }
        // Also of a table that is there: whoever made it may have died just after.
        try (var waiter = client.waiter()) {
            waiter.waitUntilTableExists(describe -> describe.tableName(table));
        }
        expire(client, table);
        addMissing(client, table, attributes, indexes);
    }

    private static void make(
            DynamoDbClient client,
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

    private static void expire(DynamoDbClient client, String table) {
        if (expires(client, table)) {
            return;
        }
        try {
            client.updateTimeToLive(update -> update.tableName(table)
                    .timeToLiveSpecification(ttl -> ttl.attributeName(EXPIRY).enabled(true)));
        } catch (DynamoDbException failure) {
            // Another instance was a moment faster here too, and DynamoDB has no code of its own for that.
            if (!String.valueOf(failure.getMessage()).contains("already enabled")) {
                throw failure;
            }
        }
    }

    private static boolean expires(DynamoDbClient client, String table) {
        return switch (client.describeTimeToLive(describe -> describe.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus()) {
            case ENABLED, ENABLING -> true;
            case DISABLED, DISABLING, UNKNOWN_TO_SDK_VERSION -> false;
        };
    }

    /// Indexes that a table does not have because an older version made it. They are there when DynamoDB has
    /// filled them, which nobody waits for; and one at a time, as DynamoDB adds them: the next one at the next
    /// start.
    private static void addMissing(
            DynamoDbClient client,
            String table,
            List<AttributeDefinition> attributes,
            List<GlobalSecondaryIndex> indexes) {
        var there = indexesOf(client, table);
        var missing = indexes.stream()
                .filter(index -> !there.contains(index.indexName()))
                .findFirst();
        missing.ifPresent(index -> add(client, table, attributes, index));
    }

    private static void add(
            DynamoDbClient client, String table, List<AttributeDefinition> attributes, GlobalSecondaryIndex index) {
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
            if (!indexesOf(client, table).contains(index.indexName())) {
                throw failure;
            }
        }
    }

    private static List<String> indexesOf(DynamoDbClient client, String table) {
        return client.describeTable(describe -> describe.tableName(table)).table().globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .toList();
    }

    private static boolean exists(DynamoDbClient client, String table) {
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

    private static GlobalSecondaryIndex index(String name, String partition, String sort) {
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(partition, sort))
                .projection(Projection.builder()
                        .projectionType(ProjectionType.KEYS_ONLY)
                        .build())
                .build();
    }
}
