package io.contactstatus.pages;

import io.contactstatus.live.Picture;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.ContactView;
import io.contactstatus.view.StaleProperties;
import io.contactstatus.view.Veil;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// What the board shows of a picture to one audience. Whatever is counted, grouped or sorted is so here; the
/// page draws.
///
/// @param position what changes follow on from
/// @param groups all of them, with their first rows
/// @param longest wait of those who wait on the line
/// @param queues those in which somebody waits or talks, the busiest ones first
record Board(
        String position,
        Map<Group, Column> groups,
        @Nullable Span longest,
        List<QueueLine> queues) {

    private static final Comparator<Place> LONGEST_FIRST =
            Comparator.comparing(Place::began).thenComparing(Place::contactId);

    /// A contact in its group.
    private record Place(ContactSummaryView contact, Instant began) {

        static Place of(ContactSummaryView contact, Group group) {
            var began = BoardRow.began(contact, group);
            // Whose time is not known is below all others.
            return new Place(contact, began == null ? Instant.MAX : began);
        }

        String contactId() {
            return contact.contactId();
        }
    }

    /// @param rows the first ones, which are shown
    record Column(Group group, int count, List<BoardRow> rows) {

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

        boolean isAs(QueueLine other) {
            return name.equals(other.name)
                    && key.equals(other.key)
                    && waiting == other.waiting
                    && connected == other.connected
                    && isSame(longest, other.longest);
        }
    }

    /// What has become different from another board to this one: no more than what is shown, however much there
    /// is.
    ///
    /// @param gone ids of the contacts whose rows are not shown any more
    /// @param rows those that are new, changed or in another place; each one's follower on the page comes
    ///   before it
    /// @param columns of which the numbers have changed
    record Changes(List<String> gone, List<Moved> rows, List<Column> columns, boolean tiles, boolean queues) {

        boolean isEmpty() {
            return gone.isEmpty() && rows.isEmpty() && columns.isEmpty() && !tiles && !queues;
        }
    }

    /// @param before id of the contact whose row it stands above; null for the last one
    record Moved(BoardRow row, @Nullable String before) {}

    static Board of(
            Picture<ContactSummaryView> picture,
            Predicate<ContactSummaryView> wanted,
            Veil veil,
            BoardProperties limits,
            StaleProperties stale,
            QueueNames names,
            Instant now) {
        var byGroup = new EnumMap<Group, List<Place>>(Group.class);
        for (var group : Group.values()) {
            byGroup.put(group, new ArrayList<>());
        }
        picture.items().forEach(names::learn);
        for (var contact : picture.items()) {
            if (wanted.test(contact)) {
                Group.of(contact, stale.isStale(contact, now))
                        .ifPresent(group -> places(byGroup, group).add(Place.of(contact, group)));
            }
        }
        var groups = new LinkedHashMap<Group, Column>();
        byGroup.forEach((group, places) -> {
            places.sort(LONGEST_FIRST);
            var rows = places.stream()
                    .limit(limits.rows())
                    .map(place -> BoardRow.of(
                            place.contact().under(veil), group, stale.staleFrom(place.contact()), limits, names, now))
                    .toList();
            groups.put(group, new Column(group, places.size(), rows));
        });
        var waiting = places(byGroup, Group.WAITING);
        return new Board(
                picture.position(),
                groups,
                waiting.isEmpty() ? null : wait(waiting.getFirst(), limits, now),
                queues(byGroup, limits, names, now));
    }

    private static List<Place> places(Map<Group, List<Place>> byGroup, Group group) {
        return Objects.requireNonNull(byGroup.get(group));
    }

    private static @Nullable Span wait(Place place, BoardProperties limits, Instant now) {
        return Span.counting(BoardRow.began(place.contact(), Group.WAITING), now, limits.queue());
    }

    private static List<QueueLine> queues(
            Map<Group, List<Place>> byGroup, BoardProperties limits, QueueNames names, Instant now) {
        var lines = new HashMap<String, QueueLine>();
        places(byGroup, Group.WAITING)
                .forEach(place -> add(lines, place.contact().queue(), names, 1, wait(place, limits, now), 0));
        for (var group : List.of(Group.CONNECTED, Group.HELD)) {
            places(byGroup, group).forEach(place -> add(lines, place.contact().queue(), names, 0, null, 1));
        }
        return lines.values().stream()
                .sorted(Comparator.comparingInt(QueueLine::waiting)
                        .reversed()
                        .thenComparing(QueueLine::name)
                        .thenComparing(QueueLine::key))
                .toList();
    }

    /// They come longest first, so that the first one of a queue is its longest.
    private static void add(
            Map<String, QueueLine> lines,
            ContactView.@Nullable Queue queue,
            QueueNames names,
            int waiting,
            @Nullable Span wait,
            int connected) {
        var key = queue == null ? null : BoardRow.queueKey(queue);
        var name = queue == null ? null : names.shown(queue.id(), queue.name());
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

    Changes since(Board before) {
        var known = before.rows();
        var moved = new ArrayList<Moved>();
        var columns = new ArrayList<Column>();
        for (var column : groups.values()) {
            String follower = null;
            for (var row : column.rows().reversed()) {
                var last = known.remove(row.contactId());
                if (last == null || !last.isAs(row)) {
                    moved.add(new Moved(row, follower));
                }
                follower = row.contactId();
            }
            var last = before.column(column.group());
            if (last.count() != column.count() || last.more() != column.more()) {
                columns.add(column);
            }
        }
        return new Changes(
                List.copyOf(known.keySet()),
                moved,
                columns,
                !columns.isEmpty() || !isSame(longest, before.longest),
                !isSameQueues(before));
    }

    private Map<String, BoardRow> rows() {
        var rows = new LinkedHashMap<String, BoardRow>();
        groups.values().forEach(column -> column.rows().forEach(row -> rows.put(row.contactId(), row)));
        return rows;
    }

    private boolean isSameQueues(Board before) {
        if (queues.size() != before.queues.size()) {
            return false;
        }
        for (var index = 0; index < queues.size(); index++) {
            if (!queues.get(index).isAs(before.queues.get(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(@Nullable Span one, @Nullable Span other) {
        return one == null ? other == null : one.isAs(other);
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
        return groups.values().stream()
                .filter(column -> column.group().isCounted())
                .mapToInt(Column::count)
                .sum();
    }
}
