package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// One item for each contact. Marks and runs are attributes of their own, so that writers need not read before.
final class DynamoDbCaptureStore implements CaptureStore {

    private static final String STREAM = "Stream_Arn";
    private static final String STARTED_AT = "Stream_Started";
    private static final String STOPPED_AT = "Stream_Stopped";
    private static final String MARK = "Mark#";
    private static final String RUN = "Run#";

    private final Dynamo dynamo;
    private final Tables tables;
    private final Clock clock;

    DynamoDbCaptureStore(Dynamo dynamo, Tables tables, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public void order(ContactId contact, Capture.Order order, Duration keep) {
        var stopped = order.stoppedAt();
        var values = new HashMap<String, AttributeValue>();
        values.put(":arn", text(order.streamArn()));
        values.put(":start", number(order.startedAt().toEpochMilli()));
        values.put(":expiry", expiry(keep));
        var names = new HashMap<>(
                Map.of("#arn", STREAM, "#start", STARTED_AT, "#expiry", Tables.EXPIRY, "#stop", STOPPED_AT));
        var set = "SET #arn = :arn, #start = :start, #expiry = :expiry";
        if (stopped != null) {
            values.put(":stop", number(stopped.toEpochMilli()));
            dynamo.update(update(contact)
                    .conditionExpression("attribute_not_exists(#start) OR #start <= :start")
                    .updateExpression(set + ", #stop = :stop")
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values));
            return;
        }
        // The same order without its end, read once more, must not take the end away.
        dynamo.update(update(contact)
                .conditionExpression("attribute_not_exists(#start) OR #start < :start")
                .updateExpression(set + " REMOVE #stop")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
    }

    @Override
    public void mark(ContactId contact, Capture.Mark mark, Duration keep) {
        set(contact, MARK + mark.kind() + "#" + mark.at().toEpochMilli(), text(mark.value()), keep);
    }

    @Override
    public void run(ContactId contact, int number, Map<String, String> said, Duration keep) {
        set(contact, RUN + number, JobItem.texts(said), keep);
    }

    private void set(ContactId contact, String attribute, AttributeValue value, Duration keep) {
        dynamo.update(update(contact)
                .updateExpression("SET #attribute = :value, #expiry = :expiry")
                .expressionAttributeNames(Map.of("#attribute", attribute, "#expiry", Tables.EXPIRY))
                .expressionAttributeValues(Map.of(":value", value, ":expiry", expiry(keep))));
    }

    @Override
    public Optional<Capture> find(ContactId contact) {
        var item = dynamo.get(GetItemRequest.builder()
                .tableName(tables.captures())
                .key(Map.of(Tables.CONTACT_ID, text(contact.value())))
                .consistentRead(true));
        return item.isEmpty() || number(item, Tables.EXPIRY) <= clock.instant().getEpochSecond()
                ? Optional.empty()
                : Optional.of(read(item));
    }

    private static Capture read(Map<String, AttributeValue> item) {
        var marks = new ArrayList<Capture.Mark>();
        var runs = new TreeMap<Integer, Map<String, String>>();
        item.forEach((name, value) -> {
            if (name.startsWith(MARK)) {
                var kind = name.substring(MARK.length(), name.lastIndexOf('#'));
                var at = Instant.ofEpochMilli(Long.parseLong(name.substring(name.lastIndexOf('#') + 1)));
                marks.add(new Capture.Mark(kind, at, value.s()));
            } else if (name.startsWith(RUN)) {
                runs.put(Integer.valueOf(name.substring(RUN.length())), texts(value));
            }
        });
        marks.sort(Comparator.comparing(Capture.Mark::at).thenComparing(Capture.Mark::kind));
        return new Capture(order(item), marks, runs);
    }

    private static Capture.@Nullable Order order(Map<String, AttributeValue> item) {
        var stream = text(item, STREAM);
        var started = Attributes.instant(item, STARTED_AT);
        return stream == null || started == null
                ? null
                : new Capture.Order(stream, started, Attributes.instant(item, STOPPED_AT));
    }

    private static Map<String, String> texts(AttributeValue map) {
        return map.m().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().s()));
    }

    private UpdateItemRequest.Builder update(ContactId contact) {
        return UpdateItemRequest.builder()
                .tableName(tables.captures())
                .key(Map.of(Tables.CONTACT_ID, text(contact.value())));
    }

    private AttributeValue expiry(Duration keep) {
        return number(clock.instant().plus(keep).getEpochSecond());
    }
}
