package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Contacts in DynamoDB, one item each, and their histories, one item for each entry.
///
/// # How long things live
/// A contact expires a retention after the last thing received about it. Its history must not go first, and
/// rewriting it at every reception would cost more than everything else. So entries are written with twice the
/// retention, and the contact remembers until when *all* of its history is sure to be there
/// ([ContactItem#HISTORY_UNTIL]). Only a contact that is still spoken of almost a retention later has its
/// entries' expiry moved.
final class DynamoDbContactStore implements ContactStore {

    /// Conflicts are rare and short; whoever loses this often is waited for by somebody else.
    private static final int MOST_CONFLICTS = 50;

    private static final int MOST_ITEMS_WRITTEN = 25;

    /// Contacts looked at for one page: with a filter that hardly any contact passes, a page may come out short.
    private static final int MOST_LOOKED_AT = 2000;

    private static final Duration LONGEST_STALENESS = Duration.ofHours(1);

    private final Dynamo dynamo;
    private final Tables tables;
    private final Duration retention;
    private final CustomerIdentifiers identifiers;
    private final Clock clock;
    private final boolean announcing;
    private final ContactListener listener;
    private final BucketedIndex active;
    private final BucketedIndex abandoned;

    /// @param announcing whether changes are marked for the [Outbox]
    /// @param listener hears of everything that was written
    DynamoDbContactStore(
            Dynamo dynamo,
            Tables tables,
            Duration retention,
            CustomerIdentifiers identifiers,
            Clock clock,
            boolean announcing,
            ContactListener listener) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.retention = retention;
        this.identifiers = identifiers;
        this.clock = clock;
        this.announcing = announcing;
        this.listener = listener;
        active = list(tables, Tables.ACTIVE_INDEX, Tables.ACTIVE_BUCKET, Tables.WAITING_SINCE, false);
        abandoned = list(tables, Tables.ABANDONED_INDEX, Tables.ABANDONED_BUCKET, Tables.ABANDONED_AT, true);
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
            if (held.stored() != null && next.equals(held.contact()) && isFresh(held.stored())) {
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
        var stored = ContactItem.read(item);
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
            if (!next.isFirstLeg()) {
                result = result.inheriting(answer.contact());
            }
        }
        return result;
    }

    private Optional<StoredContact> write(Held held, Contact next) {
        var expiresAt = now().plus(retention).truncatedTo(ChronoUnit.SECONDS);
        var historyUntil = historyUntil(held, expiresAt);
        var identifier = next.isHeardOf() ? ContactItem.customerIdentifier(next, identifiers) : null;
        var stored = new StoredContact(next, held.version() + 1, expiresAt, identifier, unannounced(held, next));
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

    /// A mark that is there goes along, also where nothing is announced: another instance may have made it.
    private @Nullable Unannounced unannounced(Held held, Contact next) {
        if (announcing) {
            return Unannounced.after(held.stored(), next, held.version() + 1, now());
        }
        return held.stored() == null ? null : held.stored().unannounced();
    }

    private Instant historyUntil(Held held, Instant expiresAt) {
        var promised = historyExpiry().minus(historyMargin()).truncatedTo(ChronoUnit.SECONDS);
        if (held.stored() == null) {
            return promised;
        }
        if (!expiresAt.isAfter(held.historyUntil())) {
            return held.historyUntil();
        }
        prolongHistory(held.contact().id(), promised);
        return promised;
    }

    /// Between an entry's write and the contact's there may be a wait: what is promised is that much less.
    private Duration historyMargin() {
        return retention.dividedBy(12);
    }

    /// Leaves alone what lasts long enough: begun again after a conflict or a failure, it goes on where it was.
    private void prolongHistory(ContactId id, Instant promised) {
        var until = historyExpiry();
        Map<String, AttributeValue> from = null;
        do {
            var page = dynamo.query(QueryRequest.builder()
                    .tableName(tables.history())
                    .keyConditionExpression("#id = :id")
                    .filterExpression("#expiry < :promised")
                    .projectionExpression("#id, #entry")
                    .expressionAttributeNames(
                            Map.of("#id", Tables.CONTACT_ID, "#entry", Tables.ENTRY, "#expiry", Tables.EXPIRY))
                    .expressionAttributeValues(
                            Map.of(":id", text(id.value()), ":promised", number(promised.getEpochSecond())))
                    .exclusiveStartKey(from));
            page.items()
                    .forEach(key -> dynamo.update(UpdateItemRequest.builder()
                            .tableName(tables.history())
                            .key(key)
                            .updateExpression("SET #expiry = :until")
                            .conditionExpression("attribute_exists(#entry)")
                            .expressionAttributeNames(Map.of("#expiry", Tables.EXPIRY, "#entry", Tables.ENTRY))
                            .expressionAttributeValues(Map.of(":until", number(until.getEpochSecond())))));
            from = page.lastEvaluatedKey();
        } while (!from.isEmpty());
    }

    private Instant historyExpiry() {
        return now().plus(retention.multipliedBy(2));
    }

    /// Whether something was received about it so lately that nothing is gained by moving its expiry on.
    private boolean isFresh(StoredContact stored) {
        var slack =
                retention.dividedBy(24).compareTo(LONGEST_STALENESS) < 0 ? retention.dividedBy(24) : LONGEST_STALENESS;
        return stored.expiresAt().isAfter(now().plus(retention).minus(slack));
    }

    @Override
    public void append(Collection<HistoryEntry> entries) {
        var expiresAt = historyExpiry();
        var byKey = new LinkedHashMap<Map<String, AttributeValue>, WriteRequest>();
        for (var entry : entries) {
            var item = HistoryItem.of(entry, expiresAt);
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
        return Optional.of(ContactItem.read(item))
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
        Predicate<StoredContact> his = stored -> identifier.equals(stored.customerIdentifier());
        return page(list, position, entry -> entry.sort() >= earliest, his.and(wanted), limit);
    }

    /// The position from which the list goes on with what started before: after everything of that very moment.
    private static BucketedIndex.@Nullable Entry before(@Nullable Instant until) {
        return until == null ? null : new BucketedIndex.Entry(1, until.toEpochMilli(), "");
    }

    @Override
    public Page<StoredContact> active(Predicate<StoredContact> wanted, int limit, @Nullable String from) {
        var position = from == null ? null : BucketedIndex.Entry.at(from);
        Predicate<StoredContact> live = stored -> stored.contact().snapshot().active();
        return page(active, position, entry -> true, live.and(wanted), limit);
    }

    @Override
    public List<StoredContact> abandoned(Instant since, int limit) {
        var earliest = since.toEpochMilli();
        return page(
                        abandoned,
                        null,
                        entry -> entry.sort() >= earliest,
                        stored -> stored.contact().snapshot().flags().abandoned(),
                        limit)
                .items();
    }

    private Page<StoredContact> page(
            BucketedIndex list,
            BucketedIndex.@Nullable Entry from,
            Predicate<BucketedIndex.Entry> inRange,
            Predicate<StoredContact> wanted,
            int limit) {
        var found = new ArrayList<StoredContact>();
        var reader = list.after(dynamo, from, Math.min(limit + 1, Dynamo.MOST_KEYS_READ));
        BucketedIndex.Entry last = null;
        for (var lookedAt = 0; lookedAt < MOST_LOOKED_AT; ) {
            var entries = new ArrayList<BucketedIndex.Entry>();
            while (entries.size() < Math.min(limit + 1 - found.size(), Dynamo.MOST_KEYS_READ)) {
                var entry = reader.next().filter(inRange);
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
                if (stored != null && wanted.test(stored)) {
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
