package io.contactstatus.pages.board;

import io.contactstatus.pages.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The difference between two boards. As only what is shown is compared, its size does not depend on how many
/// contacts there are.
///
/// @param gone ids of the contacts whose rows are no longer shown
/// @param rows new, changed or moved ones. The row that follows one of them on the page comes earlier in this
///   list, or has not changed
/// @param columns whose numbers have changed
record BoardChanges(List<String> gone, List<Moved> rows, List<Board.Column> columns, boolean tiles, boolean queues) {

    /// @param before id of the contact whose row it stands above; null for the last one
    /// @param news whether something has happened to the contact: it came, or is in another phase. A row that only
    ///   takes the place of one that went is none
    record Moved(BoardRow row, @Nullable String before, boolean news) {}

    boolean isEmpty() {
        return gone.isEmpty() && rows.isEmpty() && columns.isEmpty() && !tiles && !queues;
    }

    static BoardChanges between(Board before, Board after) {
        var known = before.rows();
        var moved = new ArrayList<Moved>();
        var columns = new ArrayList<Board.Column>();
        for (var column : after.groups().values()) {
            String follower = null;
            for (var row : column.rows().reversed()) {
                var last = known.remove(row.contactId());
                if (last == null || !last.isAs(row)) {
                    moved.add(new Moved(row, follower, isNews(last, row, before)));
                }
                follower = row.contactId();
            }
            var last = before.column(column.group());
            if (last.count() != column.count() || last.more() != column.more()) {
                columns.add(column);
            }
        }
        return new BoardChanges(
                List.copyOf(known.keySet()),
                moved,
                columns,
                !columns.isEmpty() || !Span.isSame(after.longest(), before.longest()),
                after.moreQueues() != before.moreQueues() || !isSame(after.queues(), before.queues()));
    }

    private static boolean isNews(@Nullable BoardRow last, BoardRow row, Board before) {
        return last == null ? before.column(row.group()).more() == 0 : last.phase() != row.phase();
    }

    private static boolean isSame(List<Board.QueueLine> one, List<Board.QueueLine> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (var index = 0; index < one.size(); index++) {
            if (!one.get(index).isAs(other.get(index))) {
                return false;
            }
        }
        return true;
    }
}
