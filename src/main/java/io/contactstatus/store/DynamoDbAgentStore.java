package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.Agent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Agents in DynamoDB, spread over a few partitions so that all of them can be listed without a scan.
final class DynamoDbAgentStore implements AgentStore {

    /// Each one a few kilobytes.
    private static final int MOST_REMEMBERED = 4_096;

    private final Dynamo dynamo;
    private final Tables tables;
    private final Duration retention;
    private final Clock clock;
    private final AgentListener listener;
    private final Map<String, Stored> written = remembered();

    /// @param listener hears of everything that was written
    DynamoDbAgentStore(Dynamo dynamo, Tables tables, Duration retention, Clock clock, AgentListener listener) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.retention = retention;
        this.clock = clock;
        this.listener = listener;
    }

    /// A agent as it was read or written last. All events of an agent come through one shard, so that is mostly
    /// how it is, and writing costs no reading before.
    ///
    /// @param agent null where there is none
    private record Stored(@Nullable Agent agent, long revision, Instant expiresAt) {

        static final Stored NOTHING = new Stored(null, 0, Instant.MAX);

        /// What has expired may still be there, but nothing follows from it any more.
        @Nullable
        Agent known(Instant now) {
            return expiresAt.isAfter(now) ? agent : null;
        }
    }

    private static Map<String, Stored> remembered() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Stored> eldest) {
                return size() > MOST_REMEMBERED;
            }
        });
    }

    @Override
    public void show(Agent agent, Consumer<@Nullable Agent> first) {
        var stored = remembered(agent.agentId());
        while (true) {
            var now = clock.instant();
            var known = stored.known(now);
            var joined = known == null ? agent : known.join(agent);
            first.accept(known);
            if (joined.equals(known)) {
                return;
            }
            var next = new Stored(joined, stored.revision() + 1, now.plus(retention));
            if (replaced(stored, next, joined)) {
                written.put(agent.agentId(), next);
                listener.shown(joined);
                return;
            }
            stored = read(agent.agentId(), true);
        }
    }

    /// False when it is not any more as it was read.
    private boolean replaced(Stored stored, Stored next, Agent agent) {
        var put = PutItemRequest.builder()
                .tableName(tables.seats())
                .item(AgentItem.of(agent, next.revision(), next.expiresAt()));
        var known = stored.agent();
        if (known == null) {
            return dynamo.put(
                    put.conditionExpression("attribute_not_exists(#at)").expressionAttributeNames(AgentItem.AT));
        }
        var values = new HashMap<>(AgentItem.event(known));
        var revision = "attribute_not_exists(#revision)";
        if (stored.revision() > 0) {
            revision = "#revision = :revision";
            values.put(":revision", number(stored.revision()));
        }
        // An older version of this service replaces events and leaves the revision as it is.
        return dynamo.put(put.conditionExpression(revision + " AND #at = :at AND #event = :event")
                .expressionAttributeNames(AgentItem.EDITION)
                .expressionAttributeValues(values));
    }

    @Override
    public Optional<Agent> known(String agentId) {
        return Optional.ofNullable(remembered(agentId).known(clock.instant()));
    }

    private Stored remembered(String agentId) {
        var stored = written.get(agentId);
        return stored == null ? read(agentId, false) : stored;
    }

    private Stored read(String agentId, boolean consistently) {
        var item = dynamo.get(GetItemRequest.builder()
                .tableName(tables.seats())
                .key(AgentItem.key(agentId))
                .consistentRead(consistently));
        var stored = item.isEmpty()
                ? Stored.NOTHING
                : new Stored(
                        AgentItem.read(item),
                        number(item, AgentItem.REVISION),
                        Instant.ofEpochSecond(number(item, Tables.EXPIRY)));
        written.put(agentId, stored);
        return stored;
    }

    @Override
    public Optional<Agent> find(String agentId) {
        if (agentId.isEmpty()) {
            return Optional.empty();
        }
        return shown(
                dynamo.get(GetItemRequest.builder().tableName(tables.seats()).key(AgentItem.key(agentId))));
    }

    @Override
    public Page<Agent> all(int limit, @Nullable String from) {
        var agents = new ArrayList<Agent>();
        var bucket = from == null ? 0 : bucketOf(from);
        var start = from == null ? null : AgentItem.key(bucket, from.substring(from.indexOf(':') + 1));
        for (; bucket < AgentItem.buckets(); bucket++) {
            for (var page : pages(bucket, start, limit + 1)) {
                for (var item : page.items()) {
                    var agent = shown(item);
                    if (agent.isPresent() && agents.size() == limit) {
                        var last = agents.getLast().agentId();
                        return new Page<>(agents, AgentItem.bucketOf(last) + ":" + last);
                    }
                    agent.ifPresent(agents::add);
                }
            }
            start = null;
        }
        return new Page<>(agents, null);
    }

    private Iterable<QueryResponse> pages(int bucket, @Nullable Map<String, AttributeValue> start, int pageSize) {
        return dynamo.pages(QueryRequest.builder()
                .tableName(tables.seats())
                .keyConditionExpression("#bucket = :bucket")
                .expressionAttributeNames(Map.of("#bucket", Tables.SEAT_BUCKET))
                .expressionAttributeValues(Map.of(":bucket", text(Integer.toString(bucket))))
                .exclusiveStartKey(start)
                .limit(pageSize));
    }

    private static int bucketOf(String position) {
        var end = position.indexOf(':');
        if (end < 1) {
            throw new IllegalArgumentException("not a position in a list");
        }
        return Integer.parseInt(position.substring(0, end));
    }

    private Optional<Agent> shown(Map<String, AttributeValue> item) {
        var expired =
                item.isEmpty() || number(item, Tables.EXPIRY) <= clock.instant().getEpochSecond();
        return expired ? Optional.empty() : Optional.of(AgentItem.read(item));
    }
}
