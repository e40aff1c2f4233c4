package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.Seat;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Agents' seats in DynamoDB, spread over a few partitions so that all of them can be listed without a scan.
final class DynamoDbSeatStore implements SeatStore {

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
        var item = SeatItem.of(seat, clock.instant().plus(retention));
        // An older event finds the newer one there, and is done with.
        var written = dynamo.put(PutItemRequest.builder()
                .tableName(tables.seats())
                .item(item)
                .conditionExpression("attribute_not_exists(#at) OR #at < :at OR (#at = :at AND #event < :event)")
                .expressionAttributeNames(Map.of("#at", SeatItem.EVENT_AT, "#event", SeatItem.EVENT_ID))
                .expressionAttributeValues(
                        Map.of(":at", number(seat.at().toEpochMilli()), ":event", text(seat.eventId()))));
        if (written) {
            listener.shown(seat);
        }
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
