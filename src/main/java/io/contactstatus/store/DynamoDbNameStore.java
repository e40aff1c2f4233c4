package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Names in a partition of their own of the jobs' table.
final class DynamoDbNameStore implements NameStore {

    private static final AttributeValue KIND = text("learnt-name");
    private static final String NAME = "Name";
    private static final String SEPARATOR = " ";
    private static final int MOST = 12_000;

    /// What is renamed is asked for again some time.
    private static final Duration RETENTION = Duration.ofDays(7);

    private final Dynamo dynamo;
    private final Tables tables;
    private final Clock clock;

    DynamoDbNameStore(Dynamo dynamo, Tables tables, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public void keep(Name name) {
        dynamo.put(PutItemRequest.builder()
                .tableName(tables.jobs())
                .item(Map.of(
                        Tables.JOB_KIND,
                        KIND,
                        Tables.JOB_ID,
                        text(name.kind() + SEPARATOR + name.arn()),
                        NAME,
                        text(name.name()),
                        Tables.EXPIRY,
                        number(name.at().plus(RETENTION).getEpochSecond()))));
    }

    @Override
    public List<Name> all() {
        var now = clock.instant().getEpochSecond();
        return dynamo.items(QueryRequest.builder()
                        .tableName(tables.jobs())
                        .keyConditionExpression("#kind = :kind")
                        .expressionAttributeNames(Map.of("#kind", Tables.JOB_KIND))
                        .expressionAttributeValues(Map.of(":kind", KIND)))
                .limit(MOST)
                .filter(item -> number(item, Tables.EXPIRY) > now)
                .flatMap(item -> read(item).stream())
                .toList();
    }

    private static Optional<Name> read(Map<String, AttributeValue> item) {
        var id = Attributes.required(item, Tables.JOB_ID).s().split(SEPARATOR, 2);
        return id.length < 2
                ? Optional.empty()
                : Optional.of(new Name(
                        Kind.valueOf(id[0]),
                        id[1],
                        Attributes.required(item, NAME).s(),
                        Instant.ofEpochSecond(number(item, Tables.EXPIRY)).minus(RETENTION)));
    }
}
