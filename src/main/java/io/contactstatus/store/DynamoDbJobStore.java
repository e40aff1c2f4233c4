package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.required;
import static io.contactstatus.store.Attributes.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Jobs in DynamoDB. A sparse index has the running ones, so that looking for work does not read what is over.
final class DynamoDbJobStore implements JobStore {

    private static final String STILL_MINE = "#fence = :fence AND #state = :running";

    private final Dynamo dynamo;
    private final Tables tables;
    private final Duration retention;
    private final Clock clock;

    /// @param retention after the last progress or beat
    DynamoDbJobStore(Dynamo dynamo, Tables tables, Duration retention, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public boolean create(String kind, String id, Map<String, String> request, Map<String, String> progress) {
        var now = clock.instant();
        var item = JobItem.begun(kind, id, request, progress, now);
        item.put(Tables.EXPIRY, expiry(now));
        // One that has expired is as good as deleted.
        return dynamo.put(PutItemRequest.builder()
                .tableName(tables.jobs())
                .item(item)
                .conditionExpression("attribute_not_exists(#id) OR #expiry <= :now")
                .expressionAttributeNames(Map.of("#id", Tables.JOB_ID, "#expiry", Tables.EXPIRY))
                .expressionAttributeValues(Map.of(":now", number(now.getEpochSecond()))));
    }

    @Override
    public Optional<Job> find(String kind, String id) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var item = dynamo.get(GetItemRequest.builder()
                .tableName(tables.jobs())
                .key(JobItem.key(kind, id))
                .consistentRead(true));
        return item.isEmpty() || isExpired(item) ? Optional.empty() : Optional.of(JobItem.read(item));
    }

    @Override
    public Page<Job> newest(String kind, int limit, @Nullable String from) {
        var jobs = new ArrayList<Job>();
        var pages = dynamo.pages(QueryRequest.builder()
                .tableName(tables.jobs())
                .keyConditionExpression("#kind = :kind")
                .expressionAttributeNames(Map.of("#kind", Tables.JOB_KIND))
                .expressionAttributeValues(Map.of(":kind", text(kind)))
                .scanIndexForward(false)
                .exclusiveStartKey(from == null ? null : JobItem.key(kind, from))
                .limit(limit + 1));
        for (var page : pages) {
            for (var item : page.items()) {
                if (isExpired(item)) {
                    continue;
                }
                if (jobs.size() == limit) {
                    return new Page<>(jobs, jobs.getLast().id());
                }
                jobs.add(JobItem.read(item));
            }
        }
        return new Page<>(jobs, null);
    }

    @Override
    public List<Job> running(String kind) {
        return dynamo.items(QueryRequest.builder()
                        .tableName(tables.jobs())
                        .indexName(Tables.RUNNING_INDEX)
                        .keyConditionExpression("#kind = :kind")
                        .expressionAttributeNames(Map.of("#kind", Tables.RUNNING_KIND))
                        .expressionAttributeValues(Map.of(":kind", text(kind))))
                .flatMap(item -> find(kind, required(item, Tables.JOB_ID).s()).stream())
                .filter(job -> job.state() == Job.State.RUNNING)
                .toList();
    }

    @Override
    public Optional<Job> take(Job asRead, String owner) {
        var lease = asRead.lease();
        var values = new HashMap<>(mine(asRead));
        values.put(":owner", text(owner));
        values.put(":beat", number(lease.beat()));
        values.put(":one", number(1));
        dynamo.update(update(asRead.kind(), asRead.id())
                .conditionExpression(STILL_MINE + " AND #beat = :beat")
                .updateExpression("SET #owner = :owner ADD #fence :one, #beat :one")
                .expressionAttributeNames(Map.of(
                        "#fence",
                        JobItem.FENCE,
                        "#beat",
                        JobItem.BEAT,
                        "#owner",
                        JobItem.OWNER,
                        "#state",
                        JobItem.STATE))
                .expressionAttributeValues(values));
        // Not what the update says: when its first answer was lost and it was sent again, it finds its own effect.
        return find(asRead.kind(), asRead.id())
                .filter(job -> owner.equals(job.lease().owner()) && job.lease().fence() == lease.fence() + 1);
    }

    @Override
    public boolean beat(Job taken) {
        var values = new HashMap<>(mine(taken));
        values.put(":one", number(1));
        // What waits for long is not forgotten meanwhile.
        values.put(":expiry", expiry(clock.instant()));
        return dynamo.update(update(taken.kind(), taken.id())
                .conditionExpression(STILL_MINE)
                .updateExpression("SET #expiry = :expiry ADD #beat :one")
                .expressionAttributeNames(Map.of(
                        "#fence",
                        JobItem.FENCE,
                        "#beat",
                        JobItem.BEAT,
                        "#state",
                        JobItem.STATE,
                        "#expiry",
                        Tables.EXPIRY))
                .expressionAttributeValues(values));
    }

    @Override
    public boolean advance(Job taken, Map<String, String> progress, @Nullable String reason) {
        var values = new HashMap<>(mine(taken));
        values.put(":progress", JobItem.texts(progress));
        return dynamo.update(
                told(taken, reason, values, "#progress = :progress", "", Map.of("#progress", JobItem.PROGRESS)));
    }

    @Override
    public boolean finish(Job taken, Job.State state, @Nullable String reason) {
        var values = new HashMap<>(mine(taken));
        values.put(":state", text(state.name()));
        return dynamo.update(told(
                taken,
                reason,
                values,
                "#state = :state",
                ", #owner, #open",
                Map.of("#owner", JobItem.OWNER, "#open", Tables.RUNNING_KIND)));
    }

    /// @param set what else is set
    /// @param removed what is always removed
    private UpdateItemRequest.Builder told(
            Job taken,
            @Nullable String reason,
            Map<String, AttributeValue> values,
            String set,
            String removed,
            Map<String, String> moreNames) {
        var now = clock.instant();
        values.put(":now", number(now.toEpochMilli()));
        values.put(":expiry", expiry(now));
        var names = new HashMap<>(moreNames);
        names.putAll(Map.of(
                "#fence",
                JobItem.FENCE,
                "#state",
                JobItem.STATE,
                "#updated",
                JobItem.UPDATED_AT,
                "#expiry",
                Tables.EXPIRY,
                "#reason",
                JobItem.REASON));
        var expression = "SET #updated = :now, #expiry = :expiry, " + set;
        if (reason == null) {
            expression += " REMOVE #reason" + removed;
        } else {
            values.put(":reason", text(reason));
            expression += ", #reason = :reason" + (removed.isEmpty() ? "" : " REMOVE " + removed.substring(2));
        }
        return update(taken.kind(), taken.id())
                .conditionExpression(STILL_MINE)
                .updateExpression(expression)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values);
    }

    @Override
    public void release(Job taken) {
        dynamo.update(update(taken.kind(), taken.id())
                .conditionExpression(STILL_MINE)
                .updateExpression("REMOVE #owner")
                .expressionAttributeNames(
                        Map.of("#fence", JobItem.FENCE, "#owner", JobItem.OWNER, "#state", JobItem.STATE))
                .expressionAttributeValues(mine(taken)));
    }

    @Override
    public boolean stop(String kind, String id) {
        if (id.isEmpty()) {
            return false;
        }
        var now = clock.instant();
        return dynamo.update(update(kind, id)
                .conditionExpression("#state = :running")
                .updateExpression("SET #state = :stopped, #updated = :now, #expiry = :expiry REMOVE #owner, #open")
                .expressionAttributeNames(Map.of(
                        "#state",
                        JobItem.STATE,
                        "#updated",
                        JobItem.UPDATED_AT,
                        "#expiry",
                        Tables.EXPIRY,
                        "#owner",
                        JobItem.OWNER,
                        "#open",
                        Tables.RUNNING_KIND))
                .expressionAttributeValues(Map.of(
                        ":running",
                        text(Job.State.RUNNING.name()),
                        ":stopped",
                        text(Job.State.STOPPED.name()),
                        ":now",
                        number(now.toEpochMilli()),
                        ":expiry",
                        expiry(now))));
    }

    private UpdateItemRequest.Builder update(String kind, String id) {
        return UpdateItemRequest.builder().tableName(tables.jobs()).key(JobItem.key(kind, id));
    }

    private static Map<String, AttributeValue> mine(Job job) {
        return Map.of(
                ":fence", number(job.lease().fence()),
                ":running", text(Job.State.RUNNING.name()));
    }

    private AttributeValue expiry(Instant now) {
        return number(now.plus(retention).getEpochSecond());
    }

    private boolean isExpired(Map<String, AttributeValue> item) {
        return number(item, Tables.EXPIRY) <= clock.instant().getEpochSecond();
    }
}
