package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// What is due, by its time, in the jobs' table: a partition for each task, and one small item for each contact, for
/// minutes.
final class DynamoDbDueContacts implements DueContacts {

    private static final String SEPARATOR = " ";

    /// Of one length, so that they are in order.
    private static final DateTimeFormatter AT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /// Where nothing looks at it for so long.
    private static final Duration RETENTION = Duration.ofDays(7);

    private final Dynamo dynamo;
    private final Tables tables;

    DynamoDbDueContacts(Dynamo dynamo, Tables tables) {
        this.dynamo = dynamo;
        this.tables = tables;
    }

    private static AttributeValue kind(Task task) {
        return text(
                switch (task) {
                    case CONVERSATION -> "conversation";
                    case AI_AGENTS -> "ai-agents";
                });
    }

    private static Map<String, AttributeValue> key(Task task, Due due) {
        return Map.of(
                Tables.JOB_KIND,
                kind(task),
                Tables.JOB_ID,
                text(AT.format(due.at()) + SEPARATOR + due.id().value()));
    }

    @Override
    public void keep(Task task, Due due) {
        var item = new HashMap<>(key(task, due));
        item.put(Tables.EXPIRY, number(due.at().plus(RETENTION).getEpochSecond()));
        dynamo.put(PutItemRequest.builder().tableName(tables.jobs()).item(item));
    }

    @Override
    public List<Due> due(Task task, Instant now, int limit) {
        return dynamo
                .query(QueryRequest.builder()
                        .tableName(tables.jobs())
                        .keyConditionExpression("#kind = :kind AND #id < :now")
                        .expressionAttributeNames(Map.of("#kind", Tables.JOB_KIND, "#id", Tables.JOB_ID))
                        .expressionAttributeValues(
                                Map.of(":kind", kind(task), ":now", text(AT.format(now.plusMillis(1)))))
                        .limit(limit))
                .items()
                .stream()
                .map(item -> Attributes.required(item, Tables.JOB_ID).s().split(SEPARATOR, 2))
                .map(id -> new Due(new ContactId(id[1]), Instant.parse(id[0])))
                .toList();
    }

    @Override
    public void done(Task task, Due due) {
        dynamo.delete(DeleteItemRequest.builder().tableName(tables.jobs()).key(key(task, due)));
    }
}
