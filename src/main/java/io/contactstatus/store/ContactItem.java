package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.put;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A contact as an item of `ContactStatus`.
///
/// The truth is in one attribute, `State`: all facts, compressed. Everything else is derived from it at each
/// write ([ContactAttributes]). The readable attributes are the dictionary of the compressed one
/// ([ContactDictionary]), so only this service may change them.
final class ContactItem {

    static final String STATE = "State";
    static final String HISTORY_KEPT_UNTIL = "History_Until";

    private static final int BUCKETS = 8;

    private ContactItem() {}

    /// The item's key.
    static Map<String, AttributeValue> key(ContactId id) {
        return Map.of(Tables.CONTACT_ID, text(id.value()));
    }

    static Map<String, AttributeValue> of(StoredContact stored, Instant historyKeptUntil, Retention retention) {
        var item = new HashMap<String, AttributeValue>();
        item.put(Tables.CONTACT_ID, text(stored.contact().id().value()));
        item.put(Tables.VERSION, number(stored.version()));
        // What is due has its history for the grace at least, and no room to say so.
        if (stored.archive().due() == null) {
            item.put(HISTORY_KEPT_UNTIL, number(historyKeptUntil.getEpochSecond()));
        }
        if (stored.contact().isHeardOf()) {
            ContactAttributes.show(item, stored.snapshot());
            put(item, Tables.CUSTOMER, stored.customerIdentifier());
        }
        expire(item, stored, retention);
        if (stored.archive().due() != null) {
            item.put(Tables.DUE_BUCKET, text(bucketOf(stored.contact().id())));
            put(item, Tables.DUE_AT, stored.archive().due());
        }
        if (stored.changedAt() != null) {
            item.put(Tables.CHANGED_BUCKET, text(bucketOf(stored.contact().id())));
            put(item, Tables.CHANGED_AT, stored.changedAt());
        }
        put(item, Tables.ARCHIVED_AT, stored.archive().archived());
        if (stored.archive().day() != null) {
            item.put(Tables.ARCHIVED_DAY, number(stored.archive().day().toEpochDay()));
        }
        if (stored.archive().isCut()) {
            item.put(Tables.CUT, AttributeValue.fromBool(true));
        }
        if (stored.outboxMark() != null) {
            mark(item, stored.contact().id(), stored.outboxMark());
        }
        item.put(
                STATE,
                Attributes.bytes(DictionaryCompression.compressed(
                        ContactText.written(stored.contact()), ContactDictionary.of(item))));
        return Attributes.bounded(item);
    }

    /// Where contacts are archived, what is listed as live has only our own expiry: of both, the items of live contacts
    /// have no room within their write unit. [LiveHistories] sees to its end.
    private static void expire(Map<String, AttributeValue> item, StoredContact stored, Retention retention) {
        var expiresAt = stored.expiresAt();
        var deletion = stored.archive().due() == null ? retention.deletion(expiresAt) : expiresAt;
        if (!deletion.equals(expiresAt)) {
            item.put(Tables.EXPIRES_AT, number(expiresAt.getEpochSecond()));
            if (item.containsKey(Tables.ACTIVE_BUCKET)) {
                return;
            }
        }
        item.put(Tables.EXPIRY, number(deletion.getEpochSecond()));
    }

    /// @throws ContactRefused when the item is none that this service wrote
    static StoredContact read(Map<String, AttributeValue> item, CustomerIdentifiers identifiers) {
        try {
            var id = new ContactId(Attributes.required(item, Tables.CONTACT_ID).s());
            var state = decompressed(item);
            var contact = ContactText.read(id, state);
            var customer = CustomerKeys.of(contact, identifiers).listedBy(text(item, Tables.CUSTOMER));
            return new StoredContact(
                    contact,
                    version(item),
                    expiresAt(item),
                    customer,
                    outboxMark(item),
                    archive(item),
                    Attributes.instant(item, Tables.CHANGED_AT));
        } catch (IllegalArgumentException unreadable) {
            throw new ContactRefused("the stored contact cannot be read", unreadable);
        }
    }

    private static String decompressed(Map<String, AttributeValue> item) {
        var state = Attributes.bytes(item, STATE);
        try {
            return DictionaryCompression.decompressed(state, ContactDictionary.of(item));
        } catch (IllegalArgumentException older) {
            return DictionaryCompression.decompressed(state, ContactDictionary.first(item));
        }
    }

    private static void mark(Map<String, AttributeValue> item, ContactId id, OutboxMark outboxMark) {
        item.put(Tables.ANNOUNCE_BUCKET, text(bucketOf(id)));
        put(item, Tables.ANNOUNCE_SINCE, outboxMark.since());
        item.put(Tables.ANNOUNCE_CHANGE, text(OutboxMarkText.written(outboxMark)));
    }

    static @Nullable OutboxMark outboxMark(Map<String, AttributeValue> item) {
        var change = text(item, Tables.ANNOUNCE_CHANGE);
        var since = Attributes.instant(item, Tables.ANNOUNCE_SINCE);
        return change == null || since == null ? null : OutboxMarkText.read(change, since);
    }

    private static ArchiveState archive(Map<String, AttributeValue> item) {
        return new ArchiveState(
                Attributes.instant(item, Tables.DUE_AT),
                Attributes.instant(item, Tables.ARCHIVED_AT),
                item.containsKey(Tables.ARCHIVED_DAY) ? LocalDate.ofEpochDay(number(item, Tables.ARCHIVED_DAY)) : null,
                item.containsKey(Tables.CUT));
    }

    static long version(Map<String, AttributeValue> item) {
        return number(item, Tables.VERSION);
    }

    static Instant expiresAt(Map<String, AttributeValue> item) {
        var name = item.containsKey(Tables.EXPIRES_AT) ? Tables.EXPIRES_AT : Tables.EXPIRY;
        return Instant.ofEpochSecond(number(item, name));
    }

    /// False of what was written without the archive: then nothing of it is deleted later than it expires.
    static boolean hasGrace(Map<String, AttributeValue> item) {
        return item.containsKey(Tables.EXPIRES_AT)
                || item.containsKey(Tables.DUE_AT)
                || item.containsKey(Tables.ARCHIVED_AT);
    }

    /// What waits for the archive has not expired, however late the archive is.
    static boolean isExpired(Map<String, AttributeValue> item, Instant now) {
        return !item.containsKey(Tables.DUE_AT) && !expiresAt(item).isAfter(now);
    }

    /// Live until it expired, and nothing will delete it: what is archived when it is over has no other expiry until
    /// then.
    static boolean isForgotten(Map<String, AttributeValue> item, Instant now) {
        return item.containsKey(Tables.ACTIVE_BUCKET)
                && !item.containsKey(Tables.EXPIRY)
                && !expiresAt(item).isAfter(now);
    }

    static Instant historyKeptUntil(Map<String, AttributeValue> item) {
        return item.containsKey(HISTORY_KEPT_UNTIL)
                ? Instant.ofEpochSecond(number(item, HISTORY_KEPT_UNTIL))
                : Instant.EPOCH;
    }

    /// By what lists of contacts are ordered. One of which no time is known is the oldest.
    static Instant started(Snapshot snapshot) {
        return snapshot.started() == null ? Instant.EPOCH : snapshot.started();
    }

    static long startedMillis(Contact contact) {
        return started(contact.snapshot()).toEpochMilli();
    }

    static String bucketOf(ContactId id) {
        return bucket(Math.floorMod(id.value().hashCode(), BUCKETS));
    }

    static String bucket(int number) {
        return Integer.toString(number);
    }

    static List<String> buckets() {
        return IntStream.range(0, BUCKETS).mapToObj(ContactItem::bucket).toList();
    }
}
