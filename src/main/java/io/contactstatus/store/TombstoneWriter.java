package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;

import io.contactstatus.contact.ContactId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Writes tombstones in place of what was read. Each write is refused, and returns false, when another one has written
/// meanwhile.
record TombstoneWriter(Dynamo dynamo, Tables tables, ContactTable contacts, CaptureStore captures, Clock clock) {

    /// One of the customer's contacts.
    ///
    /// @param before its item, empty when it has expired
    /// @param keys under which it, and what was agreed about it, are to be found
    boolean bury(
            ContactId id,
            Map<String, AttributeValue> before,
            ContactEraser.Order order,
            List<String> keys,
            long startedMillis) {
        var tombstone = tombstone(id, before, order, keys, startedMillis);
        return putCounted(tombstone, ContactItem.version(before), order.erasureId());
    }

    /// One that nothing is left of but what others told it, or its recordings.
    boolean buryUncounted(ContactId id, Map<String, AttributeValue> before, ContactEraser.Order order) {
        return contacts.put(tombstone(id, before, order, List.of(), 0), ContactItem.version(before));
    }

    private Map<String, AttributeValue> tombstone(
            ContactId id,
            Map<String, AttributeValue> before,
            ContactEraser.Order order,
            List<String> keys,
            long startedMillis) {
        var version = ContactItem.version(before);
        var tombstone = Tombstone.counted(
                Tombstone.of(id, version, order.erasureId(), clock.instant(), order.keptUntil()), before);
        var listed = Tombstone.listed(tombstone, order.erasureId(), keys, startedMillis);
        return Tombstone.listedWithRecordings(listed, keysOfRecordings(id));
    }

    /// Who buried it by what was said of it knew nothing of recordings, and once they are deleted nothing tells by
    /// which keys they are to be found.
    boolean nameRecordings(ContactId id, Map<String, AttributeValue> tombstone) {
        var keysOfRecordings = keysOfRecordings(id);
        if (Tombstone.recordedKeys(tombstone).containsAll(keysOfRecordings)) {
            return true;
        }
        var version = ContactItem.version(tombstone);
        var naming = Tombstone.listedWithRecordings(tombstone, keysOfRecordings);
        naming.put(Tables.VERSION, number(version + 1));
        return contacts.put(naming, version);
    }

    private Set<String> keysOfRecordings(ContactId id) {
        return captures.find(id)
                .map(Capture::belonging)
                .map(Capture.Belonging::customerKeys)
                .orElse(Set.of());
    }

    /// When everything is gone that it was listed for.
    boolean strip(Map<String, AttributeValue> tombstone) {
        var bare = Tombstone.bare(tombstone);
        var version = ContactItem.version(tombstone);
        return Tombstone.isLate(tombstone)
                ? putCounted(bare, version, Tombstone.erasureId(tombstone))
                : contacts.put(bare, version);
    }

    /// The contact is counted with it, so that a crash leaves none uncounted, and none counted twice.
    private boolean putCounted(Map<String, AttributeValue> item, long version, String erasureId) {
        var counting = DynamoDbErasureStore.contactErased(tables, erasureId);
        var failed = dynamo.putAndUpdate(contacts.replacement(item, version), counting);
        if (failed.isEmpty()) {
            return true;
        }
        // Of an erasure that is not known any more nothing is counted.
        return !failed.getFirst() && contacts.put(item, version);
    }
}
