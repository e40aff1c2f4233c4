package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Progress of deliveries beside the jobs, as items without a lease: whichever instance a repetition comes to goes
/// on.
final class DynamoDbDeliveryProgressStore implements DeliveryProgressStore {

    private static final String KIND = "delivery";
    private static final String RECORDS = "Records";
    private static final String FINGERPRINT = "Fingerprint";

    /// Firehose repeats for two hours at most.
    private static final Duration RETENTION = Duration.ofHours(3);

    private final Dynamo dynamo;
    private final Tables tables;
    private final Clock clock;

    DynamoDbDeliveryProgressStore(Dynamo dynamo, Tables tables, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public Optional<Progress> find(String delivery) {
        var item = dynamo.get(GetItemRequest.builder()
                .tableName(tables.jobs())
                .key(JobItem.key(KIND, delivery))
                .consistentRead(true));
        return item.isEmpty() || number(item, Tables.EXPIRY) <= clock.instant().getEpochSecond()
                ? Optional.empty()
                : Optional.of(
                        new Progress(number(item, RECORDS), Objects.requireNonNullElse(text(item, FINGERPRINT), "")));
    }

    @Override
    public void advance(String delivery, Progress progress) {
        put(
                delivery,
                Map.of(RECORDS, number(progress.records()), FINGERPRINT, text(progress.fingerprint())),
                clock.instant().plus(RETENTION));
    }

    @Override
    public void forget(String delivery) {
        // What has expired is as good as deleted, and the service may not delete there.
        put(delivery, Map.of(), clock.instant());
    }

    private void put(String delivery, Map<String, AttributeValue> said, Instant expiry) {
        var item = new HashMap<>(JobItem.key(KIND, delivery));
        item.putAll(said);
        item.put(Tables.EXPIRY, number(expiry.getEpochSecond()));
        dynamo.put(PutItemRequest.builder().tableName(tables.jobs()).item(item));
    }
}
