package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.required;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What is left of an erased contact, in its place: whatever else is said of it is dropped. Until everything about it
/// is gone it is listed under its erasure, with the keys it was found by; then only the id and the times are left.
final class Tombstone {

    /// In place of a customer's identifier. No caller's: the words of an erasure's id follow.
    private static final String LISTED = "erasing#";

    /// In place of an erasure's id, of those that were buried by what was said of them.
    static final String LATE = "late";

    private static final Duration LONGEST_WRITE = Duration.ofHours(1);

    private Tombstone() {}

    static boolean is(Map<String, AttributeValue> item) {
        return item.containsKey(Tables.ERASED_AT);
    }

    static Instant erasedAt(Map<String, AttributeValue> tombstone) {
        return Instant.ofEpochMilli(number(tombstone, Tables.ERASED_AT));
    }

    static String erasureId(Map<String, AttributeValue> tombstone) {
        return required(tombstone, Tables.ERASED_BY).s();
    }

    /// @param list an erasure's id, or [#LATE]
    static String listedUnder(String list) {
        return LISTED + list;
    }

    static Instant keptUntil(Map<String, AttributeValue> tombstone) {
        return Instant.ofEpochSecond(number(tombstone, Tables.EXPIRY));
    }

    static boolean isListed(Map<String, AttributeValue> tombstone) {
        return tombstone.containsKey(Tables.CUSTOMER);
    }

    /// Whether it was buried by what was said of it.
    static boolean isLate(Map<String, AttributeValue> tombstone) {
        return listedUnder(LATE).equals(Attributes.text(tombstone, Tables.CUSTOMER));
    }

    /// @param version of what it replaces
    static Map<String, AttributeValue> of(
            ContactId id, long version, String erasureId, Instant erasedAt, Instant keptUntil) {
        var item = new HashMap<>(ContactItem.key(id));
        item.put(Tables.VERSION, number(version + 1));
        item.put(Tables.EXPIRY, number(keptUntil.getEpochSecond()));
        item.put(Tables.ERASED_AT, number(erasedAt.toEpochMilli()));
        item.put(Tables.ERASED_BY, text(erasureId));
        return item;
    }

    /// What the contact adds to the figures of its queue and its agents stays: there is no customer in it, and a
    /// recomputation comes out the same.
    ///
    /// One that is due or archived becomes due, later than any write to the archive can last that had begun before:
    /// what such a write left behind is deleted then. One that is archived may be written by two.
    static Map<String, AttributeValue> counted(
            Map<String, AttributeValue> tombstone, Map<String, AttributeValue> contact) {
        var item = new HashMap<>(tombstone);
        if (contact.containsKey(Tables.LEFT_KEY)) {
            for (var name : List.of(Tables.LEFT_KEY, Tables.LEFT_AT, Tables.FIGURES, Tables.AGENT_ARN)) {
                var value = contact.get(name);
                if (value != null) {
                    item.put(name, value);
                }
            }
        }
        if (contact.containsKey(Tables.DUE_AT) || contact.containsKey(Tables.ARCHIVED_AT)) {
            var id = new ContactId(required(tombstone, Tables.CONTACT_ID).s());
            item.put(Tables.DUE_BUCKET, text(ContactItem.bucketOf(id)));
            item.put(Tables.DUE_AT, number(number(tombstone, Tables.ERASED_AT) + LONGEST_WRITE.toMillis()));
        }
        return item;
    }

    /// @param keys under which the contact, and what was agreed about it, are to be found
    static Map<String, AttributeValue> listed(
            Map<String, AttributeValue> tombstone, String list, List<String> keys, long startedMillis) {
        var item = new HashMap<>(tombstone);
        item.put(Tables.CUSTOMER, text(listedUnder(list)));
        item.put(Tables.STARTED, number(startedMillis));
        if (!keys.isEmpty()) {
            item.put(Tables.ERASED_KEYS, AttributeValue.fromSs(keys));
        }
        return item;
    }

    /// Under which the contact is to be found, and what was agreed about it: that may be of one instance alone.
    static List<String> keysOf(StoredContact contact) {
        var all = contact.customer().all();
        var instance = ResourceId.of(contact.snapshot().instanceArn());
        return instance == null
                ? List.copyOf(all)
                : Stream.concat(all.stream(), all.stream().map(key -> CallBackStore.ofInstance(instance, key)))
                        .toList();
    }

    static List<String> keys(Map<String, AttributeValue> tombstone) {
        var keys = tombstone.get(Tables.ERASED_KEYS);
        return keys == null ? List.of() : keys.ss();
    }

    /// @param keys under which recordings of the contact are to be found
    static Map<String, AttributeValue> listedWithRecordings(Map<String, AttributeValue> listed, Set<String> keys) {
        if (keys.isEmpty()) {
            return listed;
        }
        var item = new HashMap<>(listed);
        item.put(Tables.ERASED_RECORDED_KEYS, AttributeValue.fromSs(List.copyOf(keys)));
        return item;
    }

    static List<String> recordedKeys(Map<String, AttributeValue> tombstone) {
        var keys = tombstone.get(Tables.ERASED_RECORDED_KEYS);
        return keys == null ? List.of() : keys.ss();
    }

    /// Without anything that is of the customer.
    static Map<String, AttributeValue> bare(Map<String, AttributeValue> tombstone) {
        var item = new HashMap<>(tombstone);
        item.keySet()
                .removeAll(List.of(Tables.CUSTOMER, Tables.STARTED, Tables.ERASED_KEYS, Tables.ERASED_RECORDED_KEYS));
        item.put(Tables.VERSION, number(ContactItem.version(tombstone) + 1));
        return item;
    }
}
