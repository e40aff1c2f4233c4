package io.contactstatus.decode;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.dialect.Fields;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One JSON object of a payload, perhaps a record.
///
/// @param bytes as they came, for the dead letters
/// @param line the log event it was in; null when it was in none
record JsonRecord(
        ObjectNode tree, Supplier<byte[]> bytes, @Nullable LogLine line) {

    /// Longer ids from outside are replaced by a hash: they become part of keys.
    private static final int LONGEST_ID = 256;

    /// The event of CloudWatch Logs that held a record.
    record LogLine(@Nullable String id, @Nullable Instant at) {}

    /// What [HistoryEntry] keeps of a record: written out only when it is asked for.
    record Tree(JsonNode tree) implements HistoryEntry.Detail {

        @Override
        public String json() {
            return tree.toString();
        }
    }

    Fields fields() {
        return new Fields(tree);
    }

    /// What a record without an id is called in the history.
    String nameOr(@Nullable String id) {
        return id == null || id.length() > LONGEST_ID ? ContentHash.of(tree) : id;
    }

    Decoded.Malformed malformed(String reason) {
        return new Decoded.Malformed(reason, bytes.get());
    }

    Decoded.Update said(String kind, Decoded.ContactUpdate about) {
        return new Decoded.Update(kind, List.of(about), bytes);
    }
}
