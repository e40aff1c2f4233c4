package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Interruptions in a partition of their own of the jobs' table, by their ends.
final class DynamoDbGapStore implements GapStore {

    private static final AttributeValue KIND = text("gap");
    private static final String SEPARATOR = " ";

    /// Of one length, so that they are in order.
    private static final DateTimeFormatter END =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /// Longer than any contact lives.
    private static final Duration RETENTION = Duration.ofDays(31);

    private final Dynamo dynamo;
    private final Tables tables;
    private final Clock clock;

    DynamoDbGapStore(Dynamo dynamo, Tables tables, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public void keep(Instant end, String where) {
        dynamo.put(PutItemRequest.builder()
                .tableName(tables.jobs())
                .item(Map.of(
                        Tables.JOB_KIND,
                        KIND,
                        Tables.JOB_ID,
                        text(END.format(end) + SEPARATOR + where),
                        Tables.EXPIRY,
                        number(clock.instant().plus(RETENTION).getEpochSecond()))));
    }

    @Override
    public Optional<Instant> last() {
        return dynamo
                .query(QueryRequest.builder()
                        .tableName(tables.jobs())
                        .keyConditionExpression("#kind = :kind")
                        .expressionAttributeNames(Map.of("#kind", Tables.JOB_KIND))
                        .expressionAttributeValues(Map.of(":kind", KIND))
                        .scanIndexForward(false)
                        .limit(1))
                .items()
                .stream()
                .map(item -> Attributes.required(item, Tables.JOB_ID).s())
                .map(id -> Instant.parse(id.substring(0, id.indexOf(SEPARATOR))))
                .findFirst();
    }
}
