package io.contactstatus.store;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What the table and the archive have of one history, as one list. What both have is in it once.
final class MergedItems implements Iterator<Map<String, AttributeValue>> {

    private static final Comparator<Map<String, AttributeValue>> ORDER =
            Comparator.comparing(ArchivedHistories::entry, ArchivedHistories::compare);

    private final Iterator<Map<String, AttributeValue>> table;
    private final Iterator<Map<String, AttributeValue>> archive;
    private final Comparator<Map<String, AttributeValue>> order;
    private @Nullable Map<String, AttributeValue> ofTable;
    private @Nullable Map<String, AttributeValue> ofArchive;

    MergedItems(
            Iterator<Map<String, AttributeValue>> table,
            Iterator<Map<String, AttributeValue>> archive,
            boolean newestFirst) {
        this.table = table;
        this.archive = archive;
        order = newestFirst ? ORDER.reversed() : ORDER;
        ofTable = next(table);
        ofArchive = next(archive);
    }

    private static @Nullable Map<String, AttributeValue> next(Iterator<Map<String, AttributeValue>> items) {
        return items.hasNext() ? items.next() : null;
    }

    @Override
    public boolean hasNext() {
        return ofTable != null || ofArchive != null;
    }

    @Override
    public Map<String, AttributeValue> next() {
        var one = ofTable;
        var other = ofArchive;
        if (one == null && other == null) {
            throw new NoSuchElementException();
        }
        var compared = one == null ? 1 : other == null ? -1 : order.compare(one, other);
        if (compared <= 0) {
            ofTable = next(table);
        }
        if (compared >= 0) {
            ofArchive = next(archive);
        }
        if (other == null) {
            return Objects.requireNonNull(one);
        }
        return one == null || compared > 0 ? other : compared < 0 ? one : preferred(one, other);
    }

    /// Of two copies of one entry that which the table would have kept.
    private static Map<String, AttributeValue> preferred(
            Map<String, AttributeValue> ofTable, Map<String, AttributeValue> ofArchive) {
        var one = Attributes.text(ofTable, HistoryItem.COPY);
        var other = Attributes.text(ofArchive, HistoryItem.COPY);
        return one != null && other != null && other.compareTo(one) < 0 ? ofArchive : ofTable;
    }
}
