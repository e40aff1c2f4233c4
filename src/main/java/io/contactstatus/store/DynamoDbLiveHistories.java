package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;

import io.contactstatus.contact.ContactId;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// [LiveHistories] by the index of live contacts. Looking at one costs half a read unit and its place in the
/// index; only those whose history is about to go cost writes, one for each entry, one for the contact and one
/// for each of its further keys, which live as long as the history.
///
/// A history is prolonged to a retention beyond its contact's end: one that something is received about every day
/// costs its entries every other day then, and one that is silent only once.
final class DynamoDbLiveHistories implements LiveHistories {

    private static final Logger log = LoggerFactory.getLogger(DynamoDbLiveHistories.class);

    private static final Duration DAY = Duration.ofDays(1);

    private final Dynamo dynamo;
    private final Tables tables;
    private final Retention retention;
    private final CustomerIdentifiers identifiers;
    private final Clock clock;
    private final HistoryExpiry histories;
    private final CustomerKeyTable keys;
    private final BucketedIndex active;

    DynamoDbLiveHistories(
            Dynamo dynamo, Tables tables, Retention retention, CustomerIdentifiers identifiers, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.retention = retention;
        this.identifiers = identifiers;
        this.clock = clock;
        histories = new HistoryExpiry(dynamo, tables, retention, clock);
        keys = new CustomerKeyTable(dynamo, tables);
        active = ContactLists.activeOf(tables);
    }

    /// Entries last for almost two retentions by themselves.
    @Override
    public Duration interval() {
        return retention.over().compareTo(DAY) < 0 ? retention.over() : DAY;
    }

    @Override
    public Step prolong(Instant before, int limit, @Nullable String from) {
        var position = from == null ? null : BucketedIndex.Entry.at(from);
        var reader = active.after(dynamo, position, limit);
        var entries = new ArrayList<BucketedIndex.Entry>();
        while (entries.size() < limit) {
            var entry = reader.next();
            if (entry.isEmpty()) {
                break;
            }
            entries.add(entry.get());
        }
        var items = new ArrayList<Map<String, AttributeValue>>();
        var keys = entries.stream()
                .map(entry -> ContactItem.key(new ContactId(entry.id())))
                .toList();
        dynamo.forEach(tables.contacts(), keys, false, items::add);
        var prolonged = 0;
        var moved = 0;
        for (var item : items) {
            if (isShort(item, before)) {
                prolonged++;
                moved += prolong(item);
            } else if (ContactItem.isForgotten(item, clock.instant())) {
                take(item);
            }
        }
        var next = entries.size() < limit ? null : entries.getLast().position();
        return new Step(items.size(), prolonged, moved, next);
    }

    private boolean isShort(Map<String, AttributeValue> item, Instant before) {
        var expiresAt = ContactItem.expiresAt(item);
        var until = ContactItem.historyKeptUntil(item);
        return item.containsKey(Tables.ACTIVE_BUCKET)
                && expiresAt.isAfter(clock.instant())
                && expiresAt.isAfter(until)
                && until.isBefore(before);
    }

    /// Off the list, to be deleted after the grace: until then a late record may still tell how it ended. One that
    /// counts in the figures of its queue goes on to do so among those that are over, for as long as figures are
    /// summed up anew.
    private void take(Map<String, AttributeValue> item) {
        var counted = counted(item);
        var expiresAt = ContactItem.expiresAt(item);
        var deletion = counted.isEmpty() ? retention.deletion(expiresAt) : retention.deletionOfKey(expiresAt);
        var names = new HashMap<>(Map.of(
                "#expiry", Tables.EXPIRY,
                "#version", Tables.VERSION,
                "#bucket", Tables.ACTIVE_BUCKET,
                "#since", Tables.WAITING_SINCE));
        var values = new HashMap<>(Map.of(
                ":deletion", number(deletion.getEpochSecond()),
                ":next", number(ContactItem.version(item) + 1),
                ":seen", number(ContactItem.version(item))));
        var set = new StringBuilder("SET #expiry = :deletion, #version = :next");
        counted.forEach((name, value) -> {
            set.append(", #").append(name).append(" = :").append(name);
            names.put("#" + name, name);
            values.put(":" + name, value);
        });
        dynamo.update(UpdateItemRequest.builder()
                .tableName(tables.contacts())
                .key(ContactItem.key(new ContactId(
                        Attributes.required(item, Tables.CONTACT_ID).s())))
                .updateExpression(set + " REMOVE #bucket, #since")
                .conditionExpression("#version = :seen")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
    }

    private Map<String, AttributeValue> counted(Map<String, AttributeValue> item) {
        var entry = new HashMap<String, AttributeValue>();
        try {
            EndedEntry.show(entry, ContactItem.read(item, identifiers).snapshot());
        } catch (ContactRefused unreadable) {
            log.warn("a contact that cannot be read is in no figures any more: {}", unreadable.getMessage());
        }
        return entry;
    }

    private int prolong(Map<String, AttributeValue> item) {
        var id = new ContactId(Attributes.required(item, Tables.CONTACT_ID).s());
        var expiresAt = ContactItem.expiresAt(item);
        var until = expiresAt.plus(retention.over());
        prolongKeys(item, until);
        var moved = histories.prolong(id, expiresAt, until);
        // Not when something was received meanwhile: its entry may be newer than what was prolonged.
        dynamo.update(UpdateItemRequest.builder()
                .tableName(tables.contacts())
                .key(ContactItem.key(id))
                .updateExpression("SET #until = :until")
                .conditionExpression("#version = :seen")
                .expressionAttributeNames(Map.of("#until", ContactItem.HISTORY_KEPT_UNTIL, "#version", Tables.VERSION))
                .expressionAttributeValues(Map.of(
                        ":until", number(expiresAt.getEpochSecond()), ":seen", number(ContactItem.version(item)))));
        return moved;
    }

    private void prolongKeys(Map<String, AttributeValue> item, Instant until) {
        try {
            var stored = ContactItem.read(item, identifiers);
            var started = ContactItem.started(stored.snapshot());
            stored.customer()
                    .further()
                    .forEach(key -> keys.put(key, started, stored.contact().id(), retention.deletionOfKey(until)));
        } catch (ContactRefused unreadable) {
            log.warn("the keys of a live contact are left alone: {}", unreadable.getMessage());
        }
    }
}
