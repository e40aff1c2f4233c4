package io.contactstatus.pages.board;

import io.contactstatus.pages.Called;
import io.contactstatus.pages.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The board of one audience at one moment. It is grouped, sorted and counted already: the page only draws it.
///
/// @param position of the feed; changes follow on from it
/// @param groups all of them, with their first rows
/// @param longest wait of a customer on the line
/// @param queues those in which a customer waits or talks, the busiest first, and no more than are shown
/// @param moreQueues how many there are besides
record Board(
        String position,
        Map<BoardGroup, Column> groups,
        @Nullable Span longest,
        List<QueueLine> queues,
        int moreQueues) {

    /// @param rows the first ones, which are shown
    record Column(BoardGroup group, int count, List<BoardRow> rows) {

        public int more() {
            return count - rows.size();
        }
    }

    /// @param key what a filter finds the queue by
    /// @param longest wait in this queue
    record QueueLine(
            Called queue, String key, int waiting, @Nullable Span longest, int connected) {

        boolean isAs(QueueLine other) {
            return queue.equals(other.queue)
                    && key.equals(other.key)
                    && waiting == other.waiting
                    && connected == other.connected
                    && Span.isSame(longest, other.longest);
        }
    }

    /// By contact id. The caller may change it.
    Map<String, BoardRow> rows() {
        var rows = new LinkedHashMap<String, BoardRow>();
        groups.values().forEach(column -> column.rows().forEach(row -> rows.put(row.contactId(), row)));
        return rows;
    }

    public Column column(BoardGroup group) {
        return Objects.requireNonNull(groups.get(group));
    }

    /// By its name, for templates.
    public Column column(String group) {
        return column(BoardGroup.valueOf(group));
    }

    public int waiting() {
        return column(BoardGroup.WAITING).count();
    }

    public int total() {
        return groups.values().stream()
                .filter(column -> column.group().isCounted())
                .mapToInt(Column::count)
                .sum();
    }
}
