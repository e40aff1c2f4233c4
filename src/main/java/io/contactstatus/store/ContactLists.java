package io.contactstatus.store;

import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Flag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Contacts found by anything but their id. Indexes name them; what is shown is read from the contacts
/// themselves.
final class ContactLists {

    /// Contacts looked at for one page: with a filter that hardly any contact passes, a page may come out short.
    private static final int MOST_LOOKED_AT = 2000;

    /// No bucket: what has the position's sort key comes after it.
    private static final int BEFORE_ALL = -1;

    private final Dynamo dynamo;
    private final Tables tables;
    private final ContactTable contacts;
    private final CustomerKeyTable keys;
    private final BucketedIndex active;
    private final BucketedIndex abandoned;
    private final BucketedIndex changed;
    private final Clock clock;

    ContactLists(Dynamo dynamo, Tables tables, ContactTable contacts, CustomerKeyTable keys, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.contacts = contacts;
        this.keys = keys;
        active = activeOf(tables);
        abandoned = list(tables, Tables.ABANDONED_INDEX, Tables.ABANDONED_BUCKET, Tables.ABANDONED_AT, true);
        changed = list(tables, Tables.CHANGED_INDEX, Tables.CHANGED_BUCKET, Tables.CHANGED_AT, false);
        this.clock = clock;
    }

    static BucketedIndex activeOf(Tables tables) {
        return list(tables, Tables.ACTIVE_INDEX, Tables.ACTIVE_BUCKET, Tables.WAITING_SINCE, false);
    }

    private static BucketedIndex list(Tables tables, String index, String bucket, String sort, boolean descending) {
        return new BucketedIndex(
                tables.contacts(), index, bucket, ContactItem.buckets(), sort, Tables.CONTACT_ID, Map.of(), descending);
    }

    List<StoredContact> chain(ContactId anyId, int limit) {
        var asked = contacts.find(anyId);
        var first = asked.map(stored -> stored.contact().chainId()).orElse(anyId);
        var ids = indexed(first, limit);
        ids.add(first);
        ids.add(anyId);
        return contacts.findAll(ids).stream().sorted(OLDEST_FIRST).toList();
    }

    /// The newest legs of a chain, as far as the index knows yet, without the first one.
    private Set<ContactId> indexed(ContactId first, int limit) {
        var ids = new TreeSet<ContactId>();
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
        return ids;
    }

    /// The first leg names all others: each has told it of itself before it was written. Where it is gone, or has no
    /// room for more, only the index knows them.
    List<StoredContact> chainNow(ContactId first, int limit) {
        var known = contacts.findFirstLeg(first);
        var ids = known.filter(one -> one.contact().hasRoomForLegs()).isPresent()
                ? new TreeSet<ContactId>()
                : indexed(first, limit);
        known.ifPresent(one -> ids.addAll(one.contact().otherLegs()));
        ids.remove(first);
        var all = Stream.concat(
                        known.filter(one -> one.contact().isHeardOf()).stream(), contacts.findAllNow(ids).stream())
                .sorted(OLDEST_FIRST)
                .toList();
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }

    private static final Comparator<StoredContact> OLDEST_FIRST = Comparator.comparing(
                    (StoredContact stored) -> stored.snapshot().started(),
                    Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(stored -> stored.contact().id());

    Page<StoredContact> ofCustomer(
            String identifier,
            @Nullable Instant since,
            @Nullable Instant until,
            Predicate<StoredContact> wanted,
            int limit,
            @Nullable String from) {
        var earliest = since == null ? Long.MIN_VALUE : since.toEpochMilli();
        var position = from == null ? before(until) : BucketedIndex.Entry.at(from);
        var entries = entries(identifier, position, pageSize(limit));
        return page(
                entries::next,
                entry -> entry.sort() >= earliest,
                (entry, stored) -> isFound(stored, identifier, entry) && wanted.test(stored),
                limit);
    }

    /// What was ever listed under a key, newest first: it may have expired, or have the key no longer.
    CustomerKeyTable.Merged entries(String identifier, BucketedIndex.@Nullable Entry position, int pageSize) {
        var list = new BucketedIndex(
                tables.contacts(),
                Tables.CUSTOMER_INDEX,
                Tables.CUSTOMER,
                List.of(identifier),
                Tables.STARTED,
                Tables.CONTACT_ID,
                Map.of(),
                true);
        return keys.after(identifier, list.after(dynamo, position, pageSize), position, pageSize);
    }

    /// Each contact by one of the two lists only, whatever was written and is not true any more.
    private static boolean isFound(StoredContact stored, String key, BucketedIndex.Entry entry) {
        var identifies = key.equals(stored.customerIdentifier());
        if (entry.bucket() == CustomerKeyTable.IDENTIFIER) {
            return identifies;
        }
        return !identifies
                && stored.customer().contains(key)
                && ContactItem.startedMillis(stored.contact()) == entry.sort();
    }

    /// The position from which the list goes on with what started before: after everything of that very moment.
    private static BucketedIndex.@Nullable Entry before(@Nullable Instant until) {
        return until == null
                ? null
                : new BucketedIndex.Entry(CustomerKeyTable.FURTHER_KEY + 1, until.toEpochMilli(), "");
    }

    Page<StoredContact> active(Predicate<StoredContact> wanted, int limit, @Nullable String from) {
        var position = from == null ? null : BucketedIndex.Entry.at(from);
        return page(
                active.after(dynamo, position, pageSize(limit))::next,
                entry -> true,
                (entry, stored) -> stored.snapshot().isListedAsActive() && wanted.test(stored),
                limit);
    }

    Page<StoredContact> abandoned(Instant since, int limit, @Nullable String from) {
        var earliest = since.toEpochMilli();
        var position = from == null ? null : BucketedIndex.Entry.at(from);
        return page(
                abandoned.after(dynamo, position, pageSize(limit))::next,
                entry -> entry.sort() >= earliest,
                (entry, stored) -> stored.snapshot().is(Flag.ABANDONED),
                limit);
    }

    Page<StoredContact> changed(ChangedContacts asked, int limit, @Nullable String from) {
        var last = ChangedList.toldUntil(clock.instant()).toEpochMilli();
        var position = from == null
                ? new BucketedIndex.Entry(BEFORE_ALL, asked.since().toEpochMilli(), "")
                : BucketedIndex.Entry.at(from);
        return page(
                changed.after(dynamo, position, pageSize(limit))::next,
                entry -> entry.sort() <= last,
                (entry, stored) -> isOf(entry, stored) && asked.want(stored),
                limit);
    }

    /// The index may lag behind, and what has changed meanwhile comes later.
    private static boolean isOf(BucketedIndex.Entry entry, StoredContact stored) {
        return stored.changedAt() != null && stored.changedAt().toEpochMilli() == entry.sort();
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
            var read = new HashMap<String, StoredContact>();
            contacts.findAll(entries.stream()
                            .map(entry -> new ContactId(entry.id()))
                            .toList())
                    .forEach(stored -> read.put(stored.contact().id().value(), stored));
            for (var entry : entries) {
                var stored = read.get(entry.id());
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
}
