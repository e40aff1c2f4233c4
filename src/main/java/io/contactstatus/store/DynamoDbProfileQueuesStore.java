package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ProfileQueues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Routing profiles in a partition of `QueueFigures`, one item for each, written when its queues change
/// or are renamed.
final class DynamoDbProfileQueuesStore implements ProfileQueuesStore {

    private static final AttributeValue PARTITION = text(QueueFiguresTable.ALL + "PROFILES");
    private static final String TOLD_AT = "Told_At";

    /// More than an instance of Amazon Connect may have.
    private static final int MOST = 2_000;

    /// Agents of a profile that is in use are heard of every two minutes.
    private static final Duration KEPT = Duration.ofDays(7);

    private static final Duration KEPT_AGAIN = Duration.ofDays(1);
    private static final Duration TRUSTED = Duration.ofMinutes(1);

    private final Dynamo dynamo;
    private final Tables tables;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>() {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };
    private volatile @Nullable Listed last;

    DynamoDbProfileQueuesStore(Dynamo dynamo, Tables tables, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.clock = clock;
    }

    /// @param written when this instance wrote it, or found it written
    private record Known(ProfileQueues profile, Instant written) {

        boolean covers(ProfileQueues told, Instant now) {
            return told.at().isBefore(profile.at())
                    || (told.queueIds().equals(profile.queueIds())
                            && told.queueNames().equals(profile.queueNames())
                            && now.isBefore(written.plus(KEPT_AGAIN))
                            && !now.isBefore(written));
        }
    }

    private record Listed(List<ProfileQueues> profiles, Instant read) {}

    @Override
    public void keep(ProfileQueues said) {
        var now = clock.instant();
        // What a wrong clock tells of the year 2500 must not be the newest until then.
        var told = said.at().isAfter(now)
                ? new ProfileQueues(said.instanceId(), said.profile(), now, said.queueIds(), said.queueNames())
                : said;
        var entry = entry(told);
        synchronized (known) {
            var before = known.get(entry);
            if (before != null && before.covers(told, now)) {
                return;
            }
        }
        var kept = isPut(entry, told, now) ? told : newer(entry, told);
        synchronized (known) {
            known.put(entry, new Known(kept, now));
        }
        last = null;
    }

    private boolean isPut(String entry, ProfileQueues told, Instant now) {
        var at = number(told.at().toEpochMilli());
        return dynamo.put(PutItemRequest.builder()
                .tableName(tables.queueFigures())
                .item(Map.of(
                        Tables.QUEUE_KEY,
                        PARTITION,
                        Tables.ENTRY,
                        text(entry),
                        Tables.FIGURES,
                        text(written(told)),
                        TOLD_AT,
                        at,
                        Tables.EXPIRY,
                        number(now.plus(KEPT).getEpochSecond())))
                .conditionExpression("attribute_not_exists(#at) OR #at <= :at")
                .expressionAttributeNames(Map.of("#at", TOLD_AT))
                .expressionAttributeValues(Map.of(":at", at)));
    }

    private ProfileQueues newer(String entry, ProfileQueues told) {
        // A query, as the table is read by all others: rights to GetItem are not asked for.
        return dynamo.items(QueryRequest.builder()
                        .tableName(tables.queueFigures())
                        .keyConditionExpression("#key = :key AND #entry = :entry")
                        .expressionAttributeNames(Map.of("#key", Tables.QUEUE_KEY, "#entry", Tables.ENTRY))
                        .expressionAttributeValues(Map.of(":key", PARTITION, ":entry", text(entry)))
                        .consistentRead(true))
                .findFirst()
                .map(item -> read(item, new HashMap<>()))
                .orElse(told);
    }

    @Override
    public List<ProfileQueues> all() {
        var now = clock.instant();
        var before = last;
        if (before != null
                && !now.isBefore(before.read())
                && now.isBefore(before.read().plus(TRUSTED))) {
            return before.profiles();
        }
        var words = new HashMap<String, String>();
        var profiles = new ArrayList<ProfileQueues>();
        dynamo.items(QueryRequest.builder()
                        .tableName(tables.queueFigures())
                        .keyConditionExpression("#key = :key")
                        .expressionAttributeNames(Map.of("#key", Tables.QUEUE_KEY))
                        .expressionAttributeValues(Map.of(":key", PARTITION)))
                .filter(item -> number(item, Tables.EXPIRY) > now.getEpochSecond())
                .limit(MOST)
                .forEach(item -> profiles.add(read(item, words)));
        var listed = List.copyOf(profiles);
        last = new Listed(listed, now);
        return listed;
    }

    private static String entry(ProfileQueues told) {
        return told.instanceId() + QueueFiguresTable.SEPARATOR + told.profile();
    }

    private static String written(ProfileQueues told) {
        var fields = new FieldWriter();
        var ids = told.queueIds().stream().sorted().toList();
        fields.number(ids.size());
        ids.forEach(fields::text);
        ids.forEach(id -> fields.optional(told.queueNames().get(id), fields::text));
        return fields.written();
    }

    /// @param words ids and names of queues that were read before: many profiles have the same ones
    private static ProfileQueues read(Map<String, AttributeValue> item, Map<String, String> words) {
        var entry = Attributes.required(item, Tables.ENTRY).s().split(QueueFiguresTable.SEPARATOR, 2);
        var fields = new FieldReader(Attributes.required(item, Tables.FIGURES).s());
        var queueIds = new ArrayList<String>();
        for (var left = fields.number(); left > 0; left--) {
            queueIds.add(words.computeIfAbsent(fields.text(), id -> id));
        }
        var names = new HashMap<String, String>();
        // Items of older versions end before.
        for (var index = 0; fields.hasMore() && index < queueIds.size(); index++) {
            var name = fields.optional(fields::text);
            if (name != null) {
                names.put(queueIds.get(index), words.computeIfAbsent(name, any -> any));
            }
        }
        return new ProfileQueues(
                entry[0],
                entry[entry.length - 1],
                Instant.ofEpochMilli(number(item, TOLD_AT)),
                new HashSet<>(queueIds),
                names);
    }
}
