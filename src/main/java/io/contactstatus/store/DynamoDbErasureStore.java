package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.required;
import static io.contactstatus.store.Attributes.text;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Erasures in one partition: they are few, and read all at once.
final class DynamoDbErasureStore implements ErasureStore {

    /// More are not recognized by the digests of their identifiers; their tombstones are.
    private static final int MOST = 100_000;

    /// Longer than any.
    private static final int LONGEST_ID = 256;

    private static final AttributeValue ALL = text("all");

    private static final String DIGESTS = "Digests";
    private static final String STATE = "State";
    private static final String REQUESTED_AT = "Requested_At";
    private static final String FINISHED_AT = "Finished_At";
    private static final String CONTACTS = "Contacts";
    private static final String ENTRIES = "Entries";
    private static final String OBJECTS = "Objects";
    private static final String RECORDINGS = "Recordings";
    private static final String LETTERS = "Letters";
    private static final String LINES = "Lines";
    private static final String WAITING = "Waiting";
    private static final String DROPPED = "Dropped";

    private final Dynamo dynamo;
    private final Tables tables;
    private final Clock clock;

    DynamoDbErasureStore(Dynamo dynamo, Tables tables, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.clock = clock;
    }

    /// One contact more was erased, where the erasure is still known.
    static Update contactErased(Tables tables, String id) {
        return Update.builder()
                .tableName(tables.erasures())
                .key(key(id))
                .updateExpression("ADD #contacts :one")
                .conditionExpression("attribute_exists(#id)")
                .expressionAttributeNames(Map.of("#contacts", CONTACTS, "#id", Tables.ERASURE_ID))
                .expressionAttributeValues(Map.of(":one", number(1)))
                .build();
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of(Tables.ERASURE_BUCKET, ALL, Tables.ERASURE_ID, text(id));
    }

    @Override
    public void begin(Erasure erasure) {
        var item = new HashMap<>(key(erasure.id()));
        item.put(DIGESTS, AttributeValue.fromSs(erasure.digests()));
        item.put(STATE, text(erasure.state().name()));
        item.put(REQUESTED_AT, number(erasure.requestedAt().toEpochMilli()));
        item.put(Tables.EXPIRY, number(erasure.keptUntil().getEpochSecond()));
        dynamo.put(PutItemRequest.builder()
                .tableName(tables.erasures())
                .item(item)
                .conditionExpression("attribute_not_exists(#id)")
                .expressionAttributeNames(Map.of("#id", Tables.ERASURE_ID)));
    }

    @Override
    public Optional<Erasure> find(String id) {
        // DynamoDB refuses to look for what cannot be a key.
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            return Optional.empty();
        }
        var item = dynamo.get(GetItemRequest.builder()
                .tableName(tables.erasures())
                .key(key(id))
                .consistentRead(true));
        return item.isEmpty() || isExpired(item) ? Optional.empty() : Optional.of(read(item));
    }

    @Override
    public List<Erasure> all() {
        return dynamo.items(QueryRequest.builder()
                        .tableName(tables.erasures())
                        .keyConditionExpression("#bucket = :all")
                        .expressionAttributeNames(Map.of("#bucket", Tables.ERASURE_BUCKET))
                        .expressionAttributeValues(Map.of(":all", ALL))
                        .scanIndexForward(false)
                        .consistentRead(true))
                .filter(item -> !isExpired(item))
                .limit(MOST)
                .map(DynamoDbErasureStore::read)
                .toList();
    }

    @Override
    public void count(String id, Erasure.Counts more) {
        update(id, Map.of(WAITING, number(more.waiting())), parts(more));
    }

    @Override
    public void add(String id, Erasure.Counts more) {
        update(id, Map.of(), parts(more));
    }

    private static Map<String, Integer> parts(Erasure.Counts more) {
        return Map.of(
                CONTACTS, more.contacts(),
                ENTRIES, more.entries(),
                OBJECTS, more.objects(),
                RECORDINGS, more.recordings(),
                LETTERS, more.letters(),
                LINES, more.lines());
    }

    @Override
    public void dropped(String id, int records) {
        update(id, Map.of(), Map.of(DROPPED, records));
    }

    @Override
    public void done(String id, Instant at) {
        update(id, Map.of(STATE, text(Erasure.State.DONE.name()), FINISHED_AT, number(at.toEpochMilli())), Map.of());
    }

    /// Of an erasure that is still known.
    private void update(String id, Map<String, AttributeValue> set, Map<String, Integer> add) {
        var names = new HashMap<>(Map.of("#id", Tables.ERASURE_ID));
        var values = new HashMap<String, AttributeValue>();
        var setting = set.entrySet().stream()
                .map(one -> placeholder(one.getKey(), one.getValue(), names, values, " = "))
                .collect(Collectors.joining(", "));
        var adding = add.entrySet().stream()
                .filter(one -> one.getValue() != 0)
                .map(one -> placeholder(one.getKey(), number(one.getValue()), names, values, " "))
                .collect(Collectors.joining(", "));
        if (values.isEmpty()) {
            return;
        }
        dynamo.update(UpdateItemRequest.builder()
                .tableName(tables.erasures())
                .key(key(id))
                .updateExpression(
                        (setting.isEmpty() ? "" : "SET " + setting + " ") + (adding.isEmpty() ? "" : "ADD " + adding))
                .conditionExpression("attribute_exists(#id)")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
    }

    private static String placeholder(
            String attribute,
            AttributeValue value,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            String operator) {
        names.put("#" + attribute, attribute);
        values.put(":" + attribute, value);
        return "#" + attribute + operator + ":" + attribute;
    }

    private boolean isExpired(Map<String, AttributeValue> item) {
        return number(item, Tables.EXPIRY) <= clock.instant().getEpochSecond();
    }

    private static Erasure read(Map<String, AttributeValue> item) {
        return new Erasure(
                required(item, Tables.ERASURE_ID).s(),
                required(item, DIGESTS).ss(),
                Erasure.State.valueOf(required(item, STATE).s()),
                Instant.ofEpochMilli(number(item, REQUESTED_AT)),
                Attributes.instant(item, FINISHED_AT),
                new Erasure.Counts(
                        (int) number(item, CONTACTS),
                        (int) number(item, ENTRIES),
                        (int) number(item, OBJECTS),
                        (int) number(item, RECORDINGS),
                        (int) number(item, LETTERS),
                        (int) number(item, LINES),
                        (int) number(item, WAITING)),
                number(item, DROPPED),
                Instant.ofEpochSecond(number(item, Tables.EXPIRY)));
    }
}
