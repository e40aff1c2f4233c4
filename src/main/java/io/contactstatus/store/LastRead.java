package io.contactstatus.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The contacts that were read last, one by one, for as long as their items stay what they are.
///
/// Taking an item apart and working out what the contact looks like takes as long as reading it. Nothing is answered
/// from here that was not read anew: only what an equal item said before. Bounded by count and by what is kept at all:
/// some 15 kB each.
final class LastRead {

    private static final int MOST = 1_000;

    /// Of the squeezed state: larger ones are rare, and take up to megabytes.
    private static final int LARGEST = 2 * 1024;

    private final Map<String, Read> reads = new LinkedHashMap<>(64, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > MOST;
        }
    };

    private record Read(Map<String, AttributeValue> item, StoredContact stored) {}

    /// @param reader takes an item apart
    StoredContact read(Map<String, AttributeValue> item, Function<Map<String, AttributeValue>, StoredContact> reader) {
        var id = Attributes.required(item, Tables.CONTACT_ID).s();
        var last = last(id);
        if (last != null && last.item().equals(item)) {
            return last.stored();
        }
        var stored = reader.apply(item);
        if (Attributes.bytes(item, ContactItem.STATE).length <= LARGEST) {
            keep(id, new Read(item, stored));
        }
        return stored;
    }

    private @Nullable Read last(String id) {
        synchronized (reads) {
            return reads.get(id);
        }
    }

    private void keep(String id, Read read) {
        synchronized (reads) {
            reads.put(id, read);
        }
    }
}
