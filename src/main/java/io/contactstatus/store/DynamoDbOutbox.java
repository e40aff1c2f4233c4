package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The marks in the contacts' own items, found by a sparse index.
final class DynamoDbOutbox implements Outbox {

    private final Dynamo dynamo;
    private final Tables tables;
    private final CustomerIdentifiers identifiers;
    private final Clock clock;

    DynamoDbOutbox(Dynamo dynamo, Tables tables, CustomerIdentifiers identifiers, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @Override
    public List<String> buckets() {
        return ContactItem.buckets();
    }

    @Override
    public Optional<Instant> oldest() {
        return index(buckets()).after(dynamo, null, 1).next().map(entry -> Instant.ofEpochMilli(entry.sort()));
    }

    @Override
    public Page<Pending> waiting(String bucket, Instant until, int limit, @Nullable String from) {
        var position = from == null ? null : BucketedIndex.Entry.at(from);
        var reader = index(List.of(bucket)).after(dynamo, position, limit);
        var entries = new ArrayList<BucketedIndex.Entry>();
        var latest = until.toEpochMilli();
        while (entries.size() < limit) {
            var entry = reader.next().filter(one -> one.sort() <= latest);
            if (entry.isEmpty()) {
                return new Page<>(pending(entries), null);
            }
            entries.add(entry.get());
        }
        return new Page<>(pending(entries), entries.getLast().position());
    }

    /// Consistently: what the index says may be over, and what is over must not be announced once more.
    private List<Pending> pending(List<BucketedIndex.Entry> entries) {
        var items = new HashMap<String, Map<String, AttributeValue>>();
        var keys = entries.stream()
                .map(entry -> ContactItem.key(new ContactId(entry.id())))
                .toList();
        dynamo.forEach(
                tables.contacts(),
                keys,
                true,
                item -> items.put(Attributes.required(item, Tables.CONTACT_ID).s(), item));
        return entries.stream()
                .map(entry -> items.get(entry.id()))
                .flatMap(item -> pending(item).stream())
                .toList();
    }

    private Optional<Pending> pending(@Nullable Map<String, AttributeValue> item) {
        if (item == null) {
            return Optional.empty();
        }
        var id = new ContactId(Attributes.required(item, Tables.CONTACT_ID).s());
        return Optional.ofNullable(ContactItem.outboxMark(item))
                .map(outboxMark -> new Pending(id, outboxMark, contact(item)));
    }

    private @Nullable StoredContact contact(Map<String, AttributeValue> item) {
        if (ContactItem.isExpired(item, clock.instant())) {
            return null;
        }
        try {
            return ContactItem.read(item, identifiers);
        } catch (ContactRefused unreadable) {
            return null;
        }
    }

    @Override
    public boolean announced(ContactId id, OutboxMark outboxMark) {
        return dynamo.update(UpdateItemRequest.builder()
                .tableName(tables.contacts())
                .key(ContactItem.key(id))
                .updateExpression("REMOVE #bucket, #since, #change")
                .conditionExpression("#change = :change AND #since = :since")
                .expressionAttributeNames(Map.of(
                        "#bucket", Tables.ANNOUNCE_BUCKET,
                        "#since", Tables.ANNOUNCE_SINCE,
                        "#change", Tables.ANNOUNCE_CHANGE))
                .expressionAttributeValues(Map.of(
                        ":change", text(OutboxMarkText.written(outboxMark)),
                        ":since", number(outboxMark.since().toEpochMilli()))));
    }

    private BucketedIndex index(List<String> buckets) {
        return new BucketedIndex(
                tables.contacts(),
                Tables.ANNOUNCEMENT_INDEX,
                Tables.ANNOUNCE_BUCKET,
                buckets,
                Tables.ANNOUNCE_SINCE,
                Tables.CONTACT_ID,
                Map.of(),
                false);
    }
}
