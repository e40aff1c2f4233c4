package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Histories as the table and the archive have them together. Without an archive it costs nothing to ask; with one half
/// a read unit for each history that is not archived.
final class ArchivedHistories {

    private final HistoryArchive archive;
    private final ContactTable contacts;

    ArchivedHistories(HistoryArchive archive, ContactTable contacts) {
        this.archive = archive;
        this.contacts = contacts;
    }

    /// What the archive has of a contact, to be closed; null where it has nothing.
    ArchivedLines.@Nullable Reader open(ContactId id) {
        if (archive.equals(HistoryArchive.NONE) || !contacts.isArchived(id)) {
            return null;
        }
        return archive.open(id)
                .map(archived -> new ArchivedLines.Reader(id, archived.content()))
                .orElse(null);
    }

    /// Those of the table and the wanted ones of the archive, oldest first.
    static Iterator<Map<String, AttributeValue>> oldestFirst(
            Stream<Map<String, AttributeValue>> table,
            ArchivedLines.@Nullable Reader archived,
            Predicate<String> wanted) {
        if (archived == null) {
            return table.iterator();
        }
        return new MergedItems(
                table.iterator(),
                StreamSupport.stream(((Iterable<Map<String, AttributeValue>>) () -> archived).spliterator(), false)
                        .filter(item -> wanted.test(entry(item)))
                        .iterator(),
                false);
    }

    /// The same, newest first, and no more than so many of the archive: it is written the other way round, and
    /// has to be read to its end.
    static Iterator<Map<String, AttributeValue>> newestFirst(
            Stream<Map<String, AttributeValue>> table,
            ArchivedLines.@Nullable Reader archived,
            Predicate<Map<String, AttributeValue>> wanted,
            int most) {
        if (archived == null) {
            return table.iterator();
        }
        var newest = new ArrayDeque<Map<String, AttributeValue>>();
        while (archived.hasNext()) {
            var item = archived.next();
            if (wanted.test(item)) {
                newest.addFirst(item);
                if (newest.size() > most) {
                    newest.removeLast();
                }
            }
        }
        return new MergedItems(table.iterator(), newest.iterator(), true);
    }

    /// As DynamoDB orders texts.
    static int compare(String entry, String other) {
        return Arrays.compareUnsigned(entry.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    static String entry(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(Attributes.required(item, Tables.ENTRY).s());
    }
}
