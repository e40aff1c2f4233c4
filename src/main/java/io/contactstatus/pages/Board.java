package io.contactstatus.pages;

import io.contactstatus.live.Picture;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/// What the board shows of a picture to one audience.
///
/// @param position what changes follow on from
/// @param groups all of them, with their longest rows
/// @param queues those in which somebody waits or talks, the busiest ones first
record Board(String position, Map<Group, Column> groups, List<QueueLine> queues) {

    private static final Comparator<BoardRow> LONGEST_FIRST =
            Comparator.comparingLong(BoardRow::order).thenComparing(BoardRow::contactId);

    /// @param rows those that are shown
    /// @param rest what the browser has to know of the others: id, order, queue and key of each, as JSON
    /// @param longest of all of them
    record Column(
            Group group,
            int count,
            List<BoardRow> rows,
            String rest,
            @Nullable Span longest) {

        public int more() {
            return count - rows.size();
        }
    }

    /// @param longest of those who wait
    record QueueLine(
            String name, String key, int waiting, @Nullable Span longest, int connected) {

        /// A plain path, as in rows.
        public String href() {
            return "/ui/board?queue=" + UriUtils.encode(key, StandardCharsets.UTF_8);
        }
    }

    static Board of(
            Picture<ContactSummaryView> picture,
            Predicate<ContactSummaryView> wanted,
            Veil veil,
            BoardProperties limits,
            QueueNames names,
            Instant now,
            JsonMapper json) {
        var byGroup = new EnumMap<Group, List<BoardRow>>(Group.class);
        Stream.of(Group.values()).forEach(group -> byGroup.put(group, new ArrayList<>()));
        picture.items().forEach(names::learn);
        for (var contact : picture.items()) {
            if (wanted.test(contact)) {
                Group.of(contact)
                        .ifPresent(group ->
                                rows(byGroup, group).add(BoardRow.of(contact.under(veil), group, limits, names, now)));
            }
        }
        var groups = new LinkedHashMap<Group, Column>();
        byGroup.forEach((group, rows) -> {
            rows.sort(LONGEST_FIRST);
            groups.put(group, column(group, rows, limits.rows(), json));
        });
        return new Board(picture.position(), groups, queues(byGroup));
    }

    private static List<BoardRow> rows(Map<Group, List<BoardRow>> byGroup, Group group) {
        return Objects.requireNonNull(byGroup.get(group));
    }

    private static Column column(Group group, List<BoardRow> rows, int most, JsonMapper json) {
        var shown = rows.subList(0, Math.min(most, rows.size()));
        var rest = rows.subList(shown.size(), rows.size()).stream()
                .map(row -> Stream.of(row.contactId(), row.order(), row.queue(), row.queueKey())
                        .toArray())
                .toList();
        return new Column(
                group,
                rows.size(),
                List.copyOf(shown),
                json.writeValueAsString(rest),
                rows.isEmpty() ? null : key(rows.getFirst()));
    }

    private static @Nullable Span key(BoardRow row) {
        return row.group().isWithState() ? row.state() : row.waiting();
    }

    private static List<QueueLine> queues(Map<Group, List<BoardRow>> byGroup) {
        var lines = new TreeMap<String, QueueLine>();
        rows(byGroup, Group.WAITING).forEach(row -> add(lines, row, 1, row.waiting(), 0));
        for (var group : List.of(Group.CONNECTED, Group.HELD)) {
            rows(byGroup, group).forEach(row -> add(lines, row, 0, null, 1));
        }
        return lines.values().stream()
                .sorted(Comparator.comparingInt(QueueLine::waiting).reversed().thenComparing(QueueLine::name))
                .toList();
    }

    /// Rows come longest first, so that the first one of a queue is its longest.
    private static void add(
            Map<String, QueueLine> lines, BoardRow row, int waiting, @Nullable Span wait, int connected) {
        var key = row.queueKey();
        var name = row.queue();
        if (key != null && name != null) {
            lines.merge(
                    key,
                    new QueueLine(name, key, waiting, wait, connected),
                    (known, more) -> new QueueLine(
                            known.name(),
                            key,
                            known.waiting() + waiting,
                            BoardRow.first(known.longest(), wait),
                            known.connected() + connected));
        }
    }

    public Column column(Group group) {
        return Objects.requireNonNull(groups.get(group));
    }

    /// By its name, for templates.
    public Column column(String group) {
        return column(Group.valueOf(group));
    }

    public int waiting() {
        return column(Group.WAITING).count();
    }

    public int total() {
        return groups.values().stream().mapToInt(Column::count).sum();
    }
}
