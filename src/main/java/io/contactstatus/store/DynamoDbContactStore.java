package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Identifiers;
import io.contactstatus.contact.Source;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Contacts in DynamoDB, one item each, and their histories, one item for each entry.
///
/// # How long things live
/// A contact expires a time after the last thing received about it that depends on what it is ([Retention]). Its
/// history must not go first, and rewriting it at every reception would cost more than everything else. So
/// entries are written with twice the retention of contacts that are over, and the contact remembers until when
/// *all* of its history is sure to be there ([ContactItem#HISTORY_UNTIL]). Only a contact that is over and
/// still spoken of almost a retention later has its entries' expiry moved when that is written. The histories
/// of live ones are the [LiveHistories]' to keep: they are kept though nothing is written.
final class DynamoDbContactStore implements ContactStore {

    /// Conflicts are rare and short; whoever loses this often is waited for by somebody else.
    private static final int MOST_CONFLICTS = 50;

    private static final int MOST_ITEMS_WRITTEN = 25;

    /// Contacts looked at for one page: with a filter that hardly any contact passes, a page may come out short.
    private static final int MOST_LOOKED_AT = 2000;

    private final Dynamo dynamo;
    private final Tables tables;
    private final CustomerKeyTable keys;
    private final Retention retention;
    private final CustomerIdentifiers identifiers;
    private final Clock clock;
    private final boolean announcing;
    private final ContactListener listener;
    private final HistoryExpiry histories;
    private final BucketedIndex active;
    private final BucketedIndex abandoned;

    /// @param announcing whether changes are marked for the [Outbox]
    /// @param listener hears of everything that was written
    DynamoDbContactStore(
            Dynamo dynamo,
            Tables tables,
            Retention retention,
            CustomerIdentifiers identifiers,
            Clock clock,
            boolean announcing,
            ContactListener listener) {
        this.dynamo = dynamo;
        this.tables = tables;
        keys = new CustomerKeyTable(dynamo, tables);
        this.retention = retention;
        this.identifiers = identifiers;
        this.clock = clock;
        this.announcing = announcing;
        this.listener = listener;
        histories = new HistoryExpiry(dynamo, tables, retention, clock);
        active = activeOf(tables);
        abandoned = list(tables, Tables.ABANDONED_INDEX, Tables.ABANDONED_BUCKET, Tables.ABANDONED_AT, true);
    }

    static BucketedIndex activeOf(Tables tables) {
        return list(tables, Tables.ACTIVE_INDEX, Tables.ACTIVE_BUCKET, Tables.WAITING_SINCE, false);
    }

    private static BucketedIndex list(Tables tables, String index, String bucket, String sort, boolean descending) {
        return new BucketedIndex(
                tables.contacts(), index, bucket, ContactItem.buckets(), sort, Tables.CONTACT_ID, Map.of(), descending);
    }

    /// What a write is based on: the item as it was read, if any.
    ///
    /// @param contact unseen when there is no item, or only one that has expired
    private record Held(
            Contact contact, long version, @Nullable StoredContact stored, Instant historyUntil) {}

    @Override
    public StoredContact join(Contact facts) {
        return join(facts, null);
    }

    /// @param teller the contact that has this told to the other; it takes the answer home itself
    private StoredContact join(Contact facts, @Nullable ContactId teller) {
        for (var conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
            // A stale read is found out by the condition of the write, and costs half as much.
            var held = hold(facts.id(), conflicts > 0);
            var next = tellOthers(held.contact(), held.contact().join(facts), teller);
            if (held.stored() != null && next.equals(held.contact()) && isFresh(held, held.stored())) {
                return held.stored();
            }
            var written = write(held, next);
            if (written.isPresent()) {
                listener.changed(held.stored(), written.get());
                return written.get();
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1 + Math.min(conflicts, 10) * 2_000_000L));
        }
        throw new StoreUnavailable("too many others write the same contact", new IllegalStateException());
    }

    private Held hold(ContactId id, boolean consistently) {
        var item = item(id, consistently);
        if (item.isEmpty()) {
            return new Held(Contact.unseen(id), 0, null, Instant.MAX);
        }
        if (isExpired(item)) {
            return new Held(Contact.unseen(id), ContactItem.version(item), null, Instant.MAX);
        }
        var stored = ContactItem.read(item, identifiers);
        return new Held(stored.contact(), stored.version(), stored, ContactItem.historyUntil(item));
    }

    /// See [Contact#told] for why this comes before the contact's own write.
    private Contact tellOthers(Contact before, Contact next, @Nullable ContactId teller) {
        var alreadyTold = before.told();
        var result = next;
        for (var told : next.told().entrySet()) {
            var other = told.getKey();
            if (other.equals(teller) || told.getValue().equals(alreadyTold.get(other))) {
                continue;
            }
            var answer = join(told.getValue(), next.id());
            if (next.inheritsFrom(other)) {
                result = result.inheriting(answer.contact());
            }
        }
        return result;
    }

    private Optional<StoredContact> write(Held held, Contact next) {
        var kept = retention.of(next, now());
        var historyUntil = historyUntil(held, kept);
        var customer = CustomerKeys.of(next, identifiers);
        writeKeys(held, next, customer, historyUntil);
        deleteKeys(held, next, customer);
        var stored = new StoredContact(next, held.version() + 1, kept.until(), customer, unannounced(held, next));
        var put = PutItemRequest.builder()
                .tableName(tables.contacts())
                .item(ContactItem.of(stored, historyUntil))
                .expressionAttributeNames(Map.of("#version", Tables.VERSION));
        if (held.version() == 0) {
            put.conditionExpression("attribute_not_exists(#version)");
        } else {
            put.conditionExpression("#version = :held")
                    .expressionAttributeValues(Map.of(":held", number(held.version())));
        }
        return dynamo.put(put) ? Optional.of(stored) : Optional.empty();
    }

    /// Before the contact, as its history is: a crash in between repeats harmlessly. Keys live as long as the
    /// history. So those that are there already are written again only when the history's expiry was moved on,
    /// or when the contact's place in the lists has changed.
    private void writeKeys(Held held, Contact next, CustomerKeys customer, Instant historyUntil) {
        if (customer.further().isEmpty()) {
            return;
        }
        var started = startedMillis(next);
        var known = held.stored();
        var there =
                known != null && historyUntil.equals(held.historyUntil()) && started == startedMillis(known.contact())
                        ? known.customer().further()
                        : List.<String>of();
        for (var key : customer.further()) {
            if (!there.contains(key)) {
                keys.put(key, Instant.ofEpochMilli(started), next.id(), histories.expiry());
            }
        }
    }

    /// What a contact record took out must not stay behind, so this comes before the contact as well. A key
    /// that was only replaced finds nothing, and expires.
    private void deleteKeys(Held held, Contact next, CustomerKeys customer) {
        var known = held.stored();
        if (known == null || !Identifiers.anyWithdrawn(next)) {
            return;
        }
        for (var key : known.customer().further()) {
            if (!customer.contains(key)) {
                keys.delete(
                        key,
                        Instant.ofEpochMilli(startedMillis(known.contact())),
                        known.contact().id());
            }
        }
    }

    /// A mark that is there goes along, also where nothing is announced: another instance may have made it.
    private @Nullable Unannounced unannounced(Held held, Contact next) {
        if (announcing) {
            return Unannounced.after(held.stored(), next, held.version() + 1, now());
        }
        return held.stored() == null ? null : held.stored().unannounced();
    }

    private Instant historyUntil(Held held, Retention.Kept kept) {
        var promised = histories.promised();
        if (held.stored() == null) {
            return promised;
        }
        // What was written since its entries were prolonged goes sooner than those.
        var until = held.historyUntil().isBefore(promised) ? held.historyUntil() : promised;
        if (kept.live() || !kept.until().isAfter(until)) {
            return until;
        }
        histories.prolong(held.contact().id(), promised, histories.expiry());
        return promised;
    }

    /// Whether nothing is gained by writing it again: something was received about it lately, and its history
    /// is as it says. An entry that comes twice goes as early as a new one, though it may have been prolonged.
    private boolean isFresh(Held held, StoredContact stored) {
        return retention.of(stored.contact(), now()).isHardlyLonger(stored.expiresAt())
                && !held.historyUntil().isAfter(histories.promised());
    }

    @Override
    public void append(Collection<HistoryEntry> entries) {
        var expiresAt = histories.expiry();
        var byKey = new LinkedHashMap<Map<String, AttributeValue>, WriteRequest>();
        for (var entry : entries) {
            var item = HistoryItem.of(entry, expiresAt);
            if (entry.copy() != null) {
                putPreferred(item, entry.copy());
                continue;
            }
            var key = HistoryItem.key(entry.contactId(), HistoryItem.sortKey(entry));
            byKey.put(
                    key,
                    WriteRequest.builder()
                            .putRequest(PutRequest.builder().item(item).build())
                            .build());
        }
        var writes = new ArrayList<>(byKey.values());
        for (var start = 0; start < writes.size(); start += MOST_ITEMS_WRITTEN) {
            write(writes.subList(start, Math.min(start + MOST_ITEMS_WRITTEN, writes.size())));
        }
    }

    /// Of two copies of one entry the preferred one stays, whichever comes last.
    private void putPreferred(Map<String, AttributeValue> item, String copy) {
        dynamo.put(PutItemRequest.builder()
                .tableName(tables.history())
                .item(item)
                .conditionExpression("attribute_not_exists(#copy) OR #copy >= :copy")
                .expressionAttributeNames(Map.of("#copy", HistoryItem.COPY))
                .expressionAttributeValues(Map.of(":copy", text(copy))));
    }

    private void write(List<WriteRequest> writes) {
        var left = Map.of(tables.history(), writes);
        for (var tries = 0; !left.isEmpty(); tries++) {
            if (tries == 10) {
                throw new StoreUnavailable("DynamoDB leaves writes unprocessed", new IllegalStateException());
            }
            LockSupport.parkNanos(
                    tries == 0 ? 0 : ThreadLocalRandom.current().nextLong(20_000_000L << Math.min(tries, 5)));
            left = dynamo.write(BatchWriteItemRequest.builder().requestItems(left))
                    .unprocessedItems();
        }
    }

    @Override
    public Optional<StoredContact> find(ContactId id) {
        return shown(item(id, false));
    }

    @Override
    public Optional<StoredContact> find(ContactId id, long atLeast) {
        var item = item(id, false);
        var isOlder = item.isEmpty() || ContactItem.version(item) < atLeast;
        return shown(isOlder ? item(id, true) : item);
    }

    private Map<String, AttributeValue> item(ContactId id, boolean consistently) {
        return dynamo.get(GetItemRequest.builder()
                        .tableName(tables.contacts())
                        .key(ContactItem.key(id))
                        .consistentRead(consistently))
                .item();
    }

    @Override
    public List<StoredContact> findAll(Collection<ContactId> ids) {
        var found = new HashMap<ContactId, StoredContact>();
        var keys = new TreeSet<>(ids).stream().map(ContactItem::key).toList();
        dynamo.forEach(
                tables.contacts(),
                keys,
                false,
                item -> shown(item)
                        .ifPresent(stored -> found.put(stored.contact().id(), stored)));
        return ids.stream()
                .distinct()
                .filter(found::containsKey)
                .map(found::get)
                .toList();
    }

    private Optional<StoredContact> shown(Map<String, AttributeValue> item) {
        if (item.isEmpty() || isExpired(item)) {
            return Optional.empty();
        }
        return Optional.of(ContactItem.read(item, identifiers))
                .filter(stored -> stored.contact().isHeardOf());
    }

    @Override
    public Page<HistoryEntry> history(
            ContactId id, Set<Source> sources, boolean newestFirst, int limit, @Nullable String from) {
        var entries = new ArrayList<HistoryEntry>();
        var start = from == null ? null : HistoryItem.key(id, from);
        var lookedAt = 0;
        while (true) {
            var page = dynamo.query(QueryRequest.builder()
                    .tableName(tables.history())
                    .keyConditionExpression("#id = :id")
                    .expressionAttributeNames(Map.of("#id", Tables.CONTACT_ID))
                    .expressionAttributeValues(Map.of(":id", text(id.value())))
                    .scanIndexForward(!newestFirst)
                    .exclusiveStartKey(start)
                    .limit(limit + 1));
            for (var item : page.items()) {
                lookedAt++;
                if (isExpired(item)) {
                    continue;
                }
                var entry = HistoryItem.read(item);
                if (!sources.isEmpty() && !sources.contains(entry.source())) {
                    continue;
                }
                if (entries.size() == limit) {
                    return new Page<>(entries, HistoryItem.sortKey(entries.getLast()));
                }
                entries.add(entry);
            }
            if (page.lastEvaluatedKey().isEmpty()) {
                return new Page<>(entries, null);
            }
            start = page.lastEvaluatedKey();
            if (lookedAt >= MOST_LOOKED_AT) {
                return new Page<>(
                        entries, Attributes.required(start, Tables.ENTRY).s());
            }
        }
    }

    @Override
    public Optional<HistoryEntry> recordEntry(StoredContact contact) {
        var record = contact.contact().record();
        if (record == null) {
            return Optional.empty();
        }
        var edition = record.edition();
        var prefix = HistoryItem.sortKey(edition.lastUpdate(), Source.CONTACT_RECORD, "");
        return dynamo
                .query(QueryRequest.builder()
                        .tableName(tables.history())
                        .keyConditionExpression("#id = :id AND begins_with(#entry, :prefix)")
                        .expressionAttributeNames(Map.of("#id", Tables.CONTACT_ID, "#entry", Tables.ENTRY))
                        .expressionAttributeValues(
                                Map.of(":id", text(contact.contact().id().value()), ":prefix", text(prefix))))
                .items()
                .stream()
                .filter(item -> !isExpired(item))
                .map(HistoryItem::read)
                .filter(entry -> entry.id().endsWith(edition.digest()))
                .findFirst();
    }

    @Override
    public List<StoredContact> chain(ContactId anyId, int limit) {
        var asked = find(anyId);
        var first = asked.map(stored -> stored.contact().chainId()).orElse(anyId);
        var ids = new TreeSet<ContactId>();
        ids.add(first);
        ids.add(anyId);
        dynamo.query(QueryRequest.builder()
                        .tableName(tables.contacts())
                        .indexName(Tables.CHAIN_INDEX)
                        .keyConditionExpression("#initial = :initial")
                        .expressionAttributeNames(Map.of("#initial", Tables.INITIAL_CONTACT))
                        .expressionAttributeValues(Map.of(":initial", text(first.value())))
                        .scanIndexForward(false)
                        .limit(limit))
                .items()
                .forEach(item -> ids.add(new ContactId(
                        Attributes.required(item, Tables.CONTACT_ID).s())));
        return findAll(ids).stream().sorted(OLDEST_FIRST).toList();
    }

    private static final Comparator<StoredContact> OLDEST_FIRST = Comparator.comparing(
                    (StoredContact stored) -> stored.contact().snapshot().started(),
                    Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(stored -> stored.contact().id());

    @Override
    public Page<StoredContact> ofCustomer(
            String identifier,
            @Nullable Instant since,
            @Nullable Instant until,
            Predicate<StoredContact> wanted,
            int limit,
            @Nullable String from) {
        var earliest = since == null ? Long.MIN_VALUE : since.toEpochMilli();
        var list = new BucketedIndex(
                tables.contacts(),
                Tables.CUSTOMER_INDEX,
                Tables.CUSTOMER,
                List.of(identifier),
                Tables.STARTED,
                Tables.CONTACT_ID,
                Map.of(),
                true);
        var position = from == null ? before(until) : BucketedIndex.Entry.at(from);
        var pageSize = pageSize(limit);
        var entries = keys.after(identifier, list.after(dynamo, position, pageSize), position, pageSize);
        return page(
                entries::next,
                entry -> entry.sort() >= earliest,
                (entry, stored) -> isFound(stored, identifier, entry) && wanted.test(stored),
                limit);
    }

    /// Each contact by one of the two lists only, whatever was written and is not true any more.
    private static boolean isFound(StoredContact stored, String key, BucketedIndex.Entry entry) {
        var identifies = key.equals(stored.customerIdentifier());
        if (entry.bucket() == CustomerKeyTable.IDENTIFIER) {
            return identifies;
        }
        return !identifies && stored.customer().contains(key) && startedMillis(stored.contact()) == entry.sort();
    }

    private static long startedMillis(Contact contact) {
        return ContactItem.started(contact.snapshot()).toEpochMilli();
    }

    /// The position from which the list goes on with what started before: after everything of that very moment.
    private static BucketedIndex.@Nullable Entry before(@Nullable Instant until) {
        return until == null
                ? null
                : new BucketedIndex.Entry(CustomerKeyTable.FURTHER_KEY + 1, until.toEpochMilli(), "");
    }

    @Override
    public Page<StoredContact> active(Predicate<StoredContact> wanted, int limit, @Nullable String from) {
        var position = from == null ? null : BucketedIndex.Entry.at(from);
        return page(
                active.after(dynamo, position, pageSize(limit))::next,
                entry -> true,
                (entry, stored) -> stored.contact().snapshot().active() && wanted.test(stored),
                limit);
    }

    @Override
    public List<StoredContact> abandoned(Instant since, int limit) {
        var earliest = since.toEpochMilli();
        return page(
                        abandoned.after(dynamo, null, pageSize(limit))::next,
                        entry -> entry.sort() >= earliest,
                        (entry, stored) -> stored.contact().snapshot().is(Flag.ABANDONED),
                        limit)
                .items();
    }

    private static int pageSize(int limit) {
        return Math.min(limit + 1, Dynamo.MOST_KEYS_READ);
    }

    /// @param list its next entry each time, as long as there is one
    private Page<StoredContact> page(
            Supplier<Optional<BucketedIndex.Entry>> list,
            Predicate<BucketedIndex.Entry> inRange,
            BiPredicate<BucketedIndex.Entry, StoredContact> wanted,
            int limit) {
        var found = new ArrayList<StoredContact>();
        BucketedIndex.Entry last = null;
        for (var lookedAt = 0; lookedAt < MOST_LOOKED_AT; ) {
            var entries = new ArrayList<BucketedIndex.Entry>();
            while (entries.size() < Math.min(limit + 1 - found.size(), Dynamo.MOST_KEYS_READ)) {
                var entry = list.get().filter(inRange);
                if (entry.isEmpty()) {
                    break;
                }
                entries.add(entry.get());
            }
            if (entries.isEmpty()) {
                return new Page<>(found, null);
            }
            lookedAt += entries.size();
            var contacts = new HashMap<String, StoredContact>();
            findAll(entries.stream().map(entry -> new ContactId(entry.id())).toList())
                    .forEach(stored -> contacts.put(stored.contact().id().value(), stored));
            for (var entry : entries) {
                var stored = contacts.get(entry.id());
                if (stored != null && wanted.test(entry, stored)) {
                    if (found.size() == limit && last != null) {
                        return new Page<>(found, last.position());
                    }
                    found.add(stored);
                }
                last = entry;
            }
        }
        return new Page<>(found, last == null ? null : last.position());
    }

    private boolean isExpired(Map<String, AttributeValue> item) {
        return !ContactItem.expiresAt(item).isAfter(now());
    }

    private Instant now() {
        return clock.instant();
    }
}
