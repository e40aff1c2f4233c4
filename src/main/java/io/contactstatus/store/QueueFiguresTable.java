package io.contactstatus.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;

/// `QueueFigures`: of each queue the figures of its closed intervals (`PT15M#<instant>`, and so on) and marks of those
/// that have changed since (`MARK#<quarter>#<when it was marked>`). A mark is put and deleted whole, each under its own
/// time: nothing is fenced, because one that is put while another is cleared is another one.
final class QueueFiguresTable {

    /// The partition of what is not about one queue.
    static final String ALL = "#";

    static final String MARK = "MARK";
    static final String SEPARATOR = "#";

    private final Dynamo dynamo;
    private final DynamoDbTable<QueueFiguresItem> table;
    private final Duration keep;
    private final Clock clock;

    QueueFiguresTable(Dynamo dynamo, Tables tables, Duration keep, Clock clock) {
        this.dynamo = dynamo;
        table = dynamo.table(tables.queueFigures(), QueueFiguresItem.SCHEMA);
        this.keep = keep;
        this.clock = clock;
    }

    void put(String key, String entry, String text) {
        put(key, entry, text, clock.instant().plus(keep));
    }

    void put(String key, String entry, String text, Instant expiresAt) {
        dynamo.put(table, new QueueFiguresItem(key, entry, text, expiresAt.getEpochSecond()));
    }

    /// A queue whose name is not told keeps the one that it has.
    void know(KnownQueue queue) {
        var fields = new FieldWriter();
        var there = queue.name() == null ? find(ALL, queue.key().written()) : Optional.<QueueFiguresItem>empty();
        fields.optional(queue.arn(), fields::text);
        fields.optional(queue.name(), fields::text);
        put(ALL, queue.key().written(), there.map(QueueFiguresItem::text).orElseGet(fields::written));
    }

    List<KnownQueue> known() {
        return all(ALL).stream()
                .map(item -> {
                    var fields = new FieldReader(item.text());
                    return new KnownQueue(
                            QueueKey.read(item.entry()), fields.optional(fields::text), fields.optional(fields::text));
                })
                .toList();
    }

    void delete(String key, String entry) {
        dynamo.delete(table, Key.builder().partitionValue(key).sortValue(entry).build());
    }

    Optional<QueueFiguresItem> find(String key, String entry) {
        return between(key, entry, entry).stream().findFirst();
    }

    private List<QueueFiguresItem> all(String key) {
        return found(
                QueryConditional.keyEqualTo(Key.builder().partitionValue(key).build()));
    }

    /// From the first entry to the last one, both included.
    List<QueueFiguresItem> between(String key, String first, String last) {
        return found(QueryConditional.sortBetween(
                Key.builder().partitionValue(key).sortValue(first).build(),
                Key.builder().partitionValue(key).sortValue(last).build()));
    }

    /// Consistent: a mark that is there may not be missed.
    private List<QueueFiguresItem> found(QueryConditional condition) {
        var now = clock.instant().getEpochSecond();
        return dynamo
                .all(
                        table,
                        QueryEnhancedRequest.builder()
                                .queryConditional(condition)
                                .consistentRead(true))
                .stream()
                .filter(item -> item.expiry() > now)
                .toList();
    }
}
