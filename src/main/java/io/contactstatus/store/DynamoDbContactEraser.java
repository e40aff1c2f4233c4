package io.contactstatus.store;

import static io.contactstatus.store.Attributes.required;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Erases contacts in place, under the same condition as any other write: what is told of one meanwhile is either in
/// the contact that is buried, or meets the tombstone.
final class DynamoDbContactEraser implements ContactEraser {

    private static final int PAGE = 100;

    /// Some may wait for an instance that can delete their recordings, and must not be in the way of the others.
    private static final int MOST_LATE = 5_000;

    private final Dynamo dynamo;
    private final Tables tables;
    private final ContactTable contacts;
    private final CustomerKeyTable keys;
    private final ContactLists lists;
    private final CaptureStore captures;
    private final DynamoDbCallBackStore callBacks;
    private final TombstoneWriter tombstones;

    private DynamoDbContactEraser(
            Dynamo dynamo,
            Tables tables,
            ContactTable contacts,
            CustomerKeyTable keys,
            ContactLists lists,
            CaptureStore captures,
            DynamoDbCallBackStore callBacks,
            TombstoneWriter tombstones) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.contacts = contacts;
        this.keys = keys;
        this.lists = lists;
        this.captures = captures;
        this.callBacks = callBacks;
        this.tombstones = tombstones;
    }

    static DynamoDbContactEraser over(
            Dynamo dynamo, Tables tables, CustomerIdentifiers identifiers, CaptureStore captures, Clock clock) {
        var contacts = new ContactTable(dynamo, tables, identifiers, clock);
        var keys = new CustomerKeyTable(dynamo, tables);
        var lists = new ContactLists(dynamo, tables, contacts, keys, clock);
        var callBacks = new DynamoDbCallBackStore(dynamo, tables);
        var tombstones = new TombstoneWriter(dynamo, tables, contacts, captures, clock);
        return new DynamoDbContactEraser(dynamo, tables, contacts, keys, lists, captures, callBacks, tombstones);
    }

    @Override
    public Page<Found> found(String identifier, @Nullable String from) {
        var position = from == null ? null : BucketedIndex.Entry.at(from);
        var entries = lists.entries(identifier, position, PAGE);
        var found = new ArrayList<Found>();
        for (var entry = entries.next(); entry.isPresent(); entry = entries.next()) {
            found.add(new Found(new ContactId(entry.get().id()), entry.get().position()));
            if (found.size() == PAGE) {
                return new Page<>(found, entry.get().position());
            }
        }
        return new Page<>(found, null);
    }

    @Override
    public Burial bury(Found found, Order order) {
        var entry = BucketedIndex.Entry.at(found.entry());
        while (true) {
            var item = contacts.item(found.id(), true);
            if (item.isEmpty() && entry.sort() <= order.requestedAt().toEpochMilli()) {
                // Its history is kept for longer than it is itself.
                if (tombstones.bury(found.id(), item, order, List.of(order.identifier()), entry.sort())) {
                    return Burial.BURIED;
                }
                continue;
            }
            if (item.isEmpty() || Tombstone.is(item)) {
                deleteKey(entry, order.identifier());
                return Burial.NOT_TO_BE;
            }
            var stored = contacts.read(item);
            if (!stored.customer().contains(order.identifier())) {
                deleteKey(entry, order.identifier());
                return Burial.NOT_TO_BE;
            }
            if (isLater(stored, order)) {
                return Burial.NOT_TO_BE;
            }
            if (!contacts.isExpired(item) && stored.snapshot().isListedAsActive()) {
                return Burial.LIVE;
            }
            if (isBuried(stored, counted(item, stored), order)) {
                deleteKey(entry, order.identifier());
                return Burial.BURIED;
            }
        }
    }

    /// One that has expired and is still on the list of live ones counts by that list, which it leaves now.
    private Map<String, AttributeValue> counted(Map<String, AttributeValue> item, StoredContact stored) {
        if (!contacts.isForgotten(item)) {
            return item;
        }
        var counted = new HashMap<>(item);
        EndedEntry.show(counted, stored.snapshot());
        return counted;
    }

    /// Who calls again is another customer, but for the further legs of a call that is erased.
    private boolean isLater(StoredContact stored, Order order) {
        return ContactItem.started(stored.snapshot()).isAfter(order.requestedAt())
                && !Tombstone.is(contacts.item(stored.contact().chainId(), true));
    }

    private boolean isBuried(StoredContact stored, Map<String, AttributeValue> item, Order order) {
        // What it told the others is in them. Of those that are heard of, each is found by itself.
        for (var other : stored.contact().told().keySet()) {
            buryUnheard(other, order);
        }
        var contact = stored.contact();
        return tombstones.bury(contact.id(), item, order, Tombstone.keysOf(stored), ContactItem.startedMillis(contact));
    }

    private void buryUnheard(ContactId id, Order order) {
        while (true) {
            var item = contacts.item(id, true);
            if (item.isEmpty()
                    || Tombstone.is(item)
                    || contacts.read(item).contact().isHeardOf()
                    || tombstones.buryUncounted(id, item, order)) {
                return;
            }
        }
    }

    private void deleteKey(BucketedIndex.Entry entry, String identifier) {
        if (entry.bucket() == CustomerKeyTable.FURTHER_KEY) {
            keys.delete(identifier, Instant.ofEpochMilli(entry.sort()), new ContactId(entry.id()));
        }
    }

    @Override
    public Page<ContactId> recorded(String identifier, @Nullable String from) {
        return keys.recordedOf(identifier, from, PAGE);
    }

    @Override
    public Burial buryRecorded(ContactId id, Order order) {
        while (true) {
            var item = contacts.item(id, true);
            if (!item.isEmpty() && (Tombstone.is(item) || !contacts.isExpired(item))) {
                return Burial.NOT_TO_BE;
            }
            if (tombstones.buryUncounted(id, item, order)) {
                return Burial.BURIED;
            }
        }
    }

    @Override
    public Page<Buried> buried(String erasureId, @Nullable String from) {
        var position = from == null ? null : BucketedIndex.Entry.at(from);
        var entries = listedUnder(erasureId).after(dynamo, position, PAGE);
        var read = new ArrayList<BucketedIndex.Entry>();
        for (var isMore = true; isMore && read.size() < PAGE; ) {
            var entry = entries.next();
            entry.ifPresent(read::add);
            isMore = entry.isPresent();
        }
        var keys = read.stream()
                .map(entry -> ContactItem.key(new ContactId(entry.id())))
                .toList();
        var buried = new ArrayList<Buried>();
        dynamo.forEach(tables.contacts(), keys, true, item -> {
            if (Tombstone.is(item) && Tombstone.isListed(item)) {
                var id = new ContactId(required(item, Tables.CONTACT_ID).s());
                buried.add(new Buried(id, Tombstone.erasedAt(item)));
            }
        });
        return new Page<>(buried, read.size() < PAGE ? null : read.getLast().position());
    }

    private BucketedIndex listedUnder(String list) {
        return new BucketedIndex(
                tables.contacts(),
                Tables.CUSTOMER_INDEX,
                Tables.CUSTOMER,
                List.of(Tombstone.listedUnder(list)),
                Tables.STARTED,
                Tables.CONTACT_ID,
                Map.of(),
                false);
    }

    @Override
    public List<Late> buriedLate() {
        var late = new ArrayList<Late>();
        for (var id : late()) {
            var item = contacts.item(id, true);
            if (Tombstone.is(item) && Tombstone.isListed(item) && tombstones.nameRecordings(id, item)) {
                late.add(new Late(id, Tombstone.erasureId(item)));
            }
        }
        return late;
    }

    private List<ContactId> late() {
        return dynamo.items(QueryRequest.builder()
                        .tableName(tables.contacts())
                        .indexName(Tables.CUSTOMER_INDEX)
                        .keyConditionExpression("#customer = :listed")
                        .expressionAttributeNames(Map.of("#customer", Tables.CUSTOMER))
                        .expressionAttributeValues(Map.of(":listed", text(Tombstone.listedUnder(Tombstone.LATE))))
                        .limit(PAGE))
                .limit(MOST_LATE)
                .map(item -> new ContactId(required(item, Tables.CONTACT_ID).s()))
                .toList();
    }

    @Override
    public int deleteHistory(ContactId id) {
        var deletes = dynamo.items(QueryRequest.builder()
                        .tableName(tables.history())
                        .keyConditionExpression("#id = :id")
                        .projectionExpression("#id, #entry")
                        .consistentRead(true)
                        .expressionAttributeNames(Map.of("#id", Tables.CONTACT_ID, "#entry", Tables.ENTRY))
                        .expressionAttributeValues(Map.of(":id", text(id.value()))))
                .map(key -> WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(key))
                        .build())
                .toList();
        dynamo.writeAll(tables.history(), deletes);
        return deletes.size();
    }

    @Override
    public boolean isRecorded(ContactId id) {
        return captures.find(id).isPresent()
                || !Tombstone.recordedKeys(contacts.item(id, true)).isEmpty();
    }

    @Override
    public void forgetCallBacks(Order order, Collection<String> instanceIds) {
        callBacks.delete(order.identifier(), order.requestedAt());
        instanceIds.forEach(instance ->
                callBacks.delete(CallBackStore.ofInstance(instance, order.identifier()), order.requestedAt()));
    }

    @Override
    public void forget(ContactId id) {
        while (true) {
            var item = contacts.item(id, true);
            if (!Tombstone.is(item) || !Tombstone.isListed(item)) {
                return;
            }
            captures.erase(id);
            var erasedAt = Tombstone.erasedAt(item);
            for (var key : Tombstone.keys(item)) {
                keys.deleteAll(key, id);
                callBacks.delete(key, erasedAt);
            }
            callBacks.delete(DynamoDbCallBackStore.ofContact(id), erasedAt);
            Tombstone.recordedKeys(item).forEach(key -> keys.deleteRecorded(key, id));
            if (tombstones.strip(item)) {
                return;
            }
        }
    }

    @Override
    public Map<ContactId, String> erasures(Collection<ContactId> ids) {
        var erased = new HashMap<ContactId, String>();
        dynamo.forEach(
                tables.contacts(), ids.stream().distinct().map(ContactItem::key).toList(), true, item -> {
                    if (Tombstone.is(item)) {
                        erased.put(
                                new ContactId(required(item, Tables.CONTACT_ID).s()), Tombstone.erasureId(item));
                    }
                });
        return erased;
    }
}
