package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.Seat;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Agents' seats in DynamoDB, spread over a few partitions so that all of them can be listed without a scan.
final class DynamoDbSeatStore implements SeatStore {

    /// Beyond what is shown, so that not each one that is missed costs another write.
    private static final int MOST_STORED = 2 * Seat.MOST_MISSED;

    private final Dynamo dynamo;
    private final Tables tables;
    private final Duration retention;
    private final Clock clock;
    private final SeatListener listener;

    /// @param listener hears of everything that was written
    DynamoDbSeatStore(Dynamo dynamo, Tables tables, Duration retention, Clock clock, SeatListener listener) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.retention = retention;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public void show(Seat seat) {
        replaced(seat).or(() -> added(seat)).ifPresent(item -> {
            listener.shown(SeatItem.read(item));
            forgetOldMissed(seat.agentId(), item);
        });
    }

    /// Empty where a newer event is there: an older one is done with, but for what was missed.
    private Optional<Map<String, AttributeValue>> replaced(Seat seat) {
        var item = SeatItem.of(seat, clock.instant().plus(retention));
        var names = new HashMap<>(Map.of("#at", SeatItem.EVENT_AT, "#event", SeatItem.EVENT_ID));
        var values = new HashMap<>(Map.of(":at", number(seat.at().toEpochMilli()), ":event", text(seat.eventId())));
        var set = new ArrayList<String>();
        var remove = new ArrayList<String>();
        for (var index = 0; index < SeatItem.STATED.size(); index++) {
            var value = item.get(SeatItem.STATED.get(index));
            names.put("#a" + index, SeatItem.STATED.get(index));
            if (value == null) {
                remove.add("#a" + index);
            } else {
                values.put(":a" + index, value);
                set.add("#a" + index + " = :a" + index);
            }
        }
        var expression = "SET " + String.join(", ", set);
        if (!remove.isEmpty()) {
            expression += " REMOVE " + String.join(", ", remove);
        }
        if (!seat.missed().isEmpty()) {
            names.put("#missed", SeatItem.MISSED);
            values.put(":missed", AttributeValue.fromSs(SeatItem.missed(seat)));
            expression += " ADD #missed :missed";
        }
        return dynamo.updated(update(seat.agentId())
                .updateExpression(expression)
                .conditionExpression("attribute_not_exists(#at) OR #at < :at OR (#at = :at AND #event < :event)")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
    }

    /// A set takes each of its texts once, however often and in whatever order they come.
    private Optional<Map<String, AttributeValue>> added(Seat seat) {
        if (seat.missed().isEmpty()) {
            return Optional.empty();
        }
        return dynamo.updated(update(seat.agentId())
                .updateExpression("ADD #missed :missed")
                .conditionExpression("attribute_exists(#at)")
                .expressionAttributeNames(Map.of("#at", SeatItem.EVENT_AT, "#missed", SeatItem.MISSED))
                .expressionAttributeValues(Map.of(":missed", AttributeValue.fromSs(SeatItem.missed(seat)))));
    }

    /// Only what is older than all that is shown, so it makes no difference when. It is written again when it comes
    /// again.
    private void forgetOldMissed(String agentId, Map<String, AttributeValue> item) {
        var missed = SeatItem.missed(item);
        if (missed.size() <= MOST_STORED) {
            return;
        }
        var old = missed.stream()
                .sorted(Comparator.reverseOrder())
                .skip(Seat.MOST_MISSED)
                .toList();
        dynamo.updated(update(agentId)
                .updateExpression("DELETE #missed :old")
                .expressionAttributeNames(Map.of("#missed", SeatItem.MISSED))
                .expressionAttributeValues(Map.of(":old", AttributeValue.fromSs(old))));
    }

    private UpdateItemRequest.Builder update(String agentId) {
        return UpdateItemRequest.builder()
                .tableName(tables.seats())
                .key(SeatItem.key(agentId))
                .returnValues(ReturnValue.ALL_NEW);
    }

    @Override
    public Optional<Seat> find(String agentId) {
        if (agentId.isEmpty()) {
            return Optional.empty();
        }
        return shown(
                dynamo.get(GetItemRequest.builder().tableName(tables.seats()).key(SeatItem.key(agentId)))
                        .item());
    }

    @Override
    public Page<Seat> all(int limit, @Nullable String from) {
        var seats = new ArrayList<Seat>();
        var bucket = from == null ? 0 : bucketOf(from);
        var start = from == null ? null : SeatItem.key(bucket, from.substring(from.indexOf(':') + 1));
        while (bucket < SeatItem.buckets()) {
            var page = dynamo.query(QueryRequest.builder()
                    .tableName(tables.seats())
                    .keyConditionExpression("#bucket = :bucket")
                    .expressionAttributeNames(Map.of("#bucket", Tables.SEAT_BUCKET))
                    .expressionAttributeValues(Map.of(":bucket", text(Integer.toString(bucket))))
                    .exclusiveStartKey(start)
                    .limit(limit + 1));
            for (var item : page.items()) {
                var seat = shown(item);
                if (seat.isPresent() && seats.size() == limit) {
                    var last = seats.getLast().agentId();
                    return new Page<>(seats, SeatItem.bucketOf(last) + ":" + last);
                }
                seat.ifPresent(seats::add);
            }
            start = page.lastEvaluatedKey().isEmpty() ? null : page.lastEvaluatedKey();
            bucket = start == null ? bucket + 1 : bucket;
        }
        return new Page<>(seats, null);
    }

    private static int bucketOf(String position) {
        var end = position.indexOf(':');
        if (end < 1) {
            throw new IllegalArgumentException("not a position in a list");
        }
        return Integer.parseInt(position.substring(0, end));
    }

    private Optional<Seat> shown(Map<String, AttributeValue> item) {
        var expired =
                item.isEmpty() || number(item, Tables.EXPIRY) <= clock.instant().getEpochSecond();
        return expired ? Optional.empty() : Optional.of(SeatItem.read(item));
    }
}
