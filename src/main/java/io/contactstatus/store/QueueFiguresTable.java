package io.contactstatus.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
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
        dynamo.put(table, new QueueFiguresItem(key, entry, text, expiresAt.getEpochSecond(), null));
    }

    /// A queue keeps the name that it has where none is told, or only one that it had before.
    ///
    /// @return as it is kept
    KnownQueue know(KnownQueue told) {
        var there = told.name() == null ? known(told.key()).orElse(told) : told;
        return isKept(there) ? there : known(told.key()).orElse(told);
    }

    private boolean isKept(KnownQueue queue) {
        var fields = new FieldWriter();
        fields.optional(queue.arn(), fields::text);
        fields.optional(queue.name(), fields::text);
        var toldAt = queue.namedAt() == null ? null : queue.namedAt().toEpochMilli();
        var item = new QueueFiguresItem(
                ALL,
                queue.key().written(),
                fields.written(),
                clock.instant().plus(keep).getEpochSecond(),
                toldAt);
        return dynamo.put(
                table,
                item,
                toldAt == null
                        ? Expression.builder()
                                .expression("attribute_not_exists(#at)")
                                .putExpressionName("#at", QueueFiguresItem.TOLD_AT)
                                .build()
                        : Expression.builder()
                                .expression("attribute_not_exists(#at) OR #at <= :at")
                                .putExpressionName("#at", QueueFiguresItem.TOLD_AT)
                                .putExpressionValue(":at", Attributes.number(toldAt))
                                .build());
    }

    private Optional<KnownQueue> known(QueueKey queue) {
        return find(ALL, queue.written()).map(QueueFiguresTable::known);
    }

    List<KnownQueue> known() {
        return all(ALL).stream().map(QueueFiguresTable::known).toList();
    }

    private static KnownQueue known(QueueFiguresItem item) {
        var fields = new FieldReader(item.text());
        return new KnownQueue(
                QueueKey.read(item.entry()),
                fields.optional(fields::text),
                fields.optional(fields::text),
                item.toldAt() == null ? null : Instant.ofEpochMilli(item.toldAt()));
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
