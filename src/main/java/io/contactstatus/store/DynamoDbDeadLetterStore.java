package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.required;
import static io.contactstatus.store.Attributes.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Dead letters in DynamoDB: part 0 says what it is, the parts after it are the payload, which may be larger
/// than an item.
final class DynamoDbDeadLetterStore implements DeadLetterStore {

    /// Longer than any.
    private static final int LONGEST_ID = 256;

    private static final int BUCKETS = 4;
    private static final int PART_SIZE = 350 * 1024;
    /// Less than what DynamoDB takes in one request, and little in memory.
    private static final int PARTS_AT_ONCE = 25;

    private static final String PAYLOAD = "Payload";
    private static final String COUNT = "Count";
    private static final AttributeValue HEAD = number(0);

    private final Dynamo dynamo;
    private final Tables tables;
    private final Duration retention;
    private final Clock clock;
    private final BucketedIndex newest;

    DynamoDbDeadLetterStore(Dynamo dynamo, Tables tables, Duration retention, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.retention = retention;
        this.clock = clock;
        newest = new BucketedIndex(
                tables.deadLetters(),
                Tables.LETTER_INDEX,
                Tables.LETTER_BUCKET,
                IntStream.range(0, BUCKETS).mapToObj(Integer::toString).toList(),
                Tables.RECEIVED_AT,
                Tables.LETTER_ID,
                Map.of(Tables.PART, HEAD),
                true);
    }

    @Override
    public List<String> keepAll(List<NewDeadLetter> letters) {
        var now = clock.instant();
        var expiry = number(now.plus(retention).getEpochSecond());
        var ids = letters.stream().map(DynamoDbDeadLetterStore::id).toList();
        var parts = new ArrayList<Map<String, AttributeValue>>();
        // Of two letters with one id, one: a batch may not write an item twice.
        var heads = new LinkedHashMap<String, Map<String, AttributeValue>>();
        for (var index = 0; index < letters.size(); index++) {
            var id = ids.get(index);
            var letter = letters.get(index);
            if (heads.putIfAbsent(id, head(id, letter, now, expiry)) == null) {
                parts.addAll(parts(id, letter.payload(), expiry));
            }
            if (parts.size() >= PARTS_AT_ONCE) {
                write(parts);
                parts.clear();
            }
        }
        // The heads last: what is listed is complete.
        write(parts);
        write(List.copyOf(heads.values()));
        return ids;
    }

    private static String id(NewDeadLetter letter) {
        return ShortDigest.of(
                (letter.pipe() + "\n" + letter.position() + "\n").getBytes(StandardCharsets.UTF_8), letter.payload());
    }

    private static List<Map<String, AttributeValue>> parts(String id, byte[] payload, AttributeValue expiry) {
        var parts = new ArrayList<Map<String, AttributeValue>>();
        for (var start = 0; start < payload.length; start += PART_SIZE) {
            var bytes = Arrays.copyOfRange(payload, start, Math.min(start + PART_SIZE, payload.length));
            var item = new HashMap<>(key(id, number(parts.size() + 1)));
            item.put(PAYLOAD, Attributes.bytes(bytes));
            item.put(Tables.EXPIRY, expiry);
            parts.add(item);
        }
        return parts;
    }

    private static Map<String, AttributeValue> head(
            String id, NewDeadLetter letter, Instant now, AttributeValue expiry) {
        var head = new HashMap<>(key(id, HEAD));
        head.put(Tables.LETTER_BUCKET, text(Integer.toString(Math.floorMod(id.hashCode(), BUCKETS))));
        head.put(Tables.RECEIVED_AT, number(now.toEpochMilli()));
        head.put(Tables.EXPIRY, expiry);
        head.put("Size", number(letter.payload().length));
        head.put(COUNT, number(letter.count()));
        Attributes.put(head, "Reason", letter.reason());
        Attributes.put(head, "Pipe", letter.pipe());
        Attributes.put(head, "Position", letter.position());
        return head;
    }

    /// The last one by itself: alarms count puts, and batches are none.
    private void write(List<Map<String, AttributeValue>> items) {
        if (items.isEmpty()) {
            return;
        }
        var batch = items.subList(0, items.size() - 1);
        dynamo.writeAll(
                tables.deadLetters(),
                batch.stream()
                        .map(item -> WriteRequest.builder()
                                .putRequest(put -> put.item(item))
                                .build())
                        .toList());
        dynamo.put(PutItemRequest.builder().tableName(tables.deadLetters()).item(items.getLast()));
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        if (isNone(id)) {
            return Optional.empty();
        }
        var items = parts(id);
        if (items.isEmpty() || number(items.getFirst(), Tables.PART) != 0 || isExpired(items.getFirst())) {
            return Optional.empty();
        }
        var payload = new ByteArrayOutputStream();
        items.subList(1, items.size()).forEach(item -> payload.writeBytes(Attributes.bytes(item, PAYLOAD)));
        return Optional.of(letter(items.getFirst(), payload.toByteArray()));
    }

    private List<Map<String, AttributeValue>> parts(String id) {
        return dynamo.items(ofLetter(id).consistentRead(true).expressionAttributeNames(Map.of("#id", Tables.LETTER_ID)))
                .toList();
    }

    private List<Map<String, AttributeValue>> partNumbers(String id) {
        return dynamo.items(ofLetter(id)
                        .projectionExpression("#part")
                        .expressionAttributeNames(Map.of("#id", Tables.LETTER_ID, "#part", Tables.PART)))
                .toList();
    }

    private QueryRequest.Builder ofLetter(String id) {
        return QueryRequest.builder()
                .tableName(tables.deadLetters())
                .keyConditionExpression("#id = :id")
                .expressionAttributeValues(Map.of(":id", text(id)));
    }

    @Override
    public Page<DeadLetter> newest(int limit, @Nullable String from) {
        var reader = newest.after(dynamo, from == null ? null : BucketedIndex.Entry.at(from), limit + 1);
        var letters = new ArrayList<DeadLetter>();
        BucketedIndex.Entry last = null;
        for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            var letter = head(entry.get().id());
            if (letter.isPresent() && letters.size() == limit && last != null) {
                return new Page<>(letters, last.position());
            }
            letter.ifPresent(letters::add);
            last = entry.get();
        }
        return new Page<>(letters, null);
    }

    private Optional<DeadLetter> head(String id) {
        var item = dynamo.get(
                GetItemRequest.builder().tableName(tables.deadLetters()).key(key(id, HEAD)));
        return item.isEmpty() || isExpired(item) ? Optional.empty() : Optional.of(letter(item, new byte[0]));
    }

    /// DynamoDB refuses to look for what cannot be a key.
    private static boolean isNone(String id) {
        return id.isEmpty() || id.length() > LONGEST_ID;
    }

    @Override
    public boolean delete(String id) {
        if (isNone(id)) {
            return false;
        }
        // The head first: a letter is gone from the lists before it is gone in part.
        var existed = dynamo.delete(DeleteItemRequest.builder()
                        .tableName(tables.deadLetters())
                        .key(key(id, HEAD))
                        .returnValues(ReturnValue.ALL_OLD))
                .hasAttributes();
        partNumbers(id)
                .forEach(part -> dynamo.delete(DeleteItemRequest.builder()
                        .tableName(tables.deadLetters())
                        .key(key(id, required(part, Tables.PART)))));
        return existed;
    }

    private static Map<String, AttributeValue> key(String id, AttributeValue part) {
        return Map.of(Tables.LETTER_ID, text(id), Tables.PART, part);
    }

    private static DeadLetter letter(Map<String, AttributeValue> head, byte[] payload) {
        return new DeadLetter(
                required(head, Tables.LETTER_ID).s(),
                Instant.ofEpochMilli(number(head, Tables.RECEIVED_AT)),
                orEmpty(text(head, "Reason")),
                orEmpty(text(head, "Pipe")),
                orEmpty(text(head, "Position")),
                (int) number(head, "Size"),
                // Letters of earlier versions have none: each was one record.
                (int) Math.max(1, number(head, COUNT)),
                payload);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private boolean isExpired(Map<String, AttributeValue> item) {
        return number(item, Tables.EXPIRY) <= clock.instant().getEpochSecond();
    }
}
