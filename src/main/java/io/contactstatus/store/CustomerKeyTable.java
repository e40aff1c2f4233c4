package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;

/// The further keys of contacts, one small item each. The first key of a contact is in the contact itself, and
/// in the index of its table.
final class CustomerKeyTable {

    /// Of the two lists that are read as one, the number of each, as positions have it.
    static final int IDENTIFIER = 0;

    static final int FURTHER_KEY = 1;

    private final Dynamo dynamo;
    private final DynamoDbTable<CustomerKeyItem> table;

    CustomerKeyTable(Dynamo dynamo, Tables tables) {
        this.dynamo = dynamo;
        table = dynamo.table(tables.customerKeys(), CustomerKeyItem.SCHEMA);
    }

    void put(String key, Instant started, ContactId contact, Instant expiresAt) {
        dynamo.put(table, CustomerKeyItem.of(key, started, contact, expiresAt));
    }

    void delete(String key, Instant started, ContactId contact) {
        dynamo.delete(table, key(key, CustomerKeyItem.entry(started, contact.value())));
    }

    /// Whenever the contact was said to have started.
    void deleteAll(String key, ContactId contact) {
        String last = null;
        do {
            var condition = last == null
                    ? QueryConditional.keyEqualTo(
                            Key.builder().partitionValue(key).build())
                    : QueryConditional.sortGreaterThan(key(key, last));
            var page = dynamo.query(
                    table,
                    QueryEnhancedRequest.builder()
                            .queryConditional(condition)
                            .consistentRead(true)
                            .limit(Dynamo.MOST_KEYS_READ));
            page.items().stream()
                    .filter(item -> item.contact().equals(contact.value()))
                    .forEach(item -> dynamo.delete(table, key(key, item.entry())));
            last = page.items().size() < Dynamo.MOST_KEYS_READ
                    ? null
                    : page.items().getLast().entry();
        } while (last != null);
    }

    /// In the same table, what is kept longer than contacts are: that of this key something was recorded.
    void putRecorded(String key, ContactId contact, Instant expiresAt) {
        put(recorded(key), Instant.EPOCH, contact, expiresAt);
    }

    void deleteRecorded(String key, ContactId contact) {
        delete(recorded(key), Instant.EPOCH, contact);
    }

    /// @param from a contact: lists those after it
    Page<ContactId> recordedOf(String key, @Nullable String from, int limit) {
        var all = recorded(key);
        var condition = from == null
                ? QueryConditional.keyEqualTo(Key.builder().partitionValue(all).build())
                : QueryConditional.sortGreaterThan(key(all, CustomerKeyItem.entry(Instant.EPOCH, from)));
        var page = dynamo.query(
                table,
                QueryEnhancedRequest.builder().queryConditional(condition).limit(limit));
        var contacts = page.items().stream()
                .map(CustomerKeyItem::contact)
                .map(ContactId::new)
                .toList();
        return new Page<>(
                contacts, contacts.size() < limit ? null : contacts.getLast().value());
    }

    /// No customer's key: those that are asked for have no such beginning.
    private static String recorded(String key) {
        return "recorded#" + key;
    }

    private static Key key(String key, String entry) {
        return Key.builder().partitionValue(key).sortValue(entry).build();
    }

    /// What the index lists and what is listed here, newest first. One contact may be in both: which of the two
    /// counts is for the contact to say.
    ///
    /// @param identifiers those in the index, from the same position on
    Merged after(String key, BucketedIndex.Reader identifiers, BucketedIndex.@Nullable Entry position, int pageSize) {
        return new Merged(identifiers, new Further(key, position, pageSize));
    }

    static final class Merged {

        private static final Comparator<BucketedIndex.Entry> NEWEST_FIRST = Comparator.comparingLong(
                        BucketedIndex.Entry::sort)
                .reversed()
                .thenComparingInt(BucketedIndex.Entry::bucket);

        private final BucketedIndex.Reader identifiers;
        private final Further further;
        private BucketedIndex.@Nullable Entry read;

        private Merged(BucketedIndex.Reader identifiers, Further further) {
            this.identifiers = identifiers;
            this.further = further;
        }

        Optional<BucketedIndex.Entry> next() {
            var one = read == null ? identifiers.next().orElse(null) : read;
            var other = further.peek();
            if (one != null && (other == null || NEWEST_FIRST.compare(one, other) <= 0)) {
                read = null;
                return Optional.of(one);
            }
            read = one;
            return Optional.ofNullable(further.poll());
        }
    }

    private final class Further {

        private final String key;
        private final int pageSize;
        private final Deque<BucketedIndex.Entry> read = new ArrayDeque<>();
        private @Nullable String before;
        private boolean exhausted;

        private Further(String key, BucketedIndex.@Nullable Entry position, int pageSize) {
            this.key = key;
            this.pageSize = pageSize;
            before = position == null ? null : before(position);
        }

        /// Entries of one moment are listed after those of the index.
        private static String before(BucketedIndex.Entry position) {
            var at = Instant.ofEpochMilli(position.sort());
            return switch (position.bucket()) {
                case IDENTIFIER -> CustomerKeyItem.before(at.plusMillis(1));
                case FURTHER_KEY -> CustomerKeyItem.entry(at, position.id());
                default -> CustomerKeyItem.before(at);
            };
        }

        BucketedIndex.@Nullable Entry peek() {
            while (read.isEmpty() && !exhausted) {
                readMore();
            }
            return read.peekFirst();
        }

        BucketedIndex.@Nullable Entry poll() {
            return read.pollFirst();
        }

        private void readMore() {
            var last = before;
            var condition = last == null
                    ? QueryConditional.keyEqualTo(
                            Key.builder().partitionValue(key).build())
                    : QueryConditional.sortLessThan(key(key, last));
            var page = dynamo.query(
                    table,
                    QueryEnhancedRequest.builder()
                            .queryConditional(condition)
                            .scanIndexForward(false)
                            .limit(pageSize));
            for (var item : page.items()) {
                read.add(new BucketedIndex.Entry(FURTHER_KEY, item.started().toEpochMilli(), item.contact()));
                before = item.entry();
            }
            exhausted =
                    page.lastEvaluatedKey() == null || page.lastEvaluatedKey().isEmpty();
        }
    }
}
