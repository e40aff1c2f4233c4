package io.contactstatus.pages;

import io.contactstatus.pages.SeatChoice.Group;
import io.contactstatus.view.SeatView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// All seats that somebody looks at, and what they could look at instead.
///
/// @param counts of every state, in their order
public record SeatTable(
        List<Section> sections, Map<SeatState, Integer> counts, long stale, int shown, Options options) {

    public record Section(Group group, List<SeatRow> rows) {}

    /// What there is to choose from.
    public record Options(List<String> statuses, List<String> profiles, List<String> hierarchies) {

        static Options of(List<SeatView> seats) {
            return new Options(
                    sorted(seats.stream().map(SeatChoice::status)),
                    sorted(seats.stream().map(SeatView::routingProfile)),
                    sorted(seats.stream().flatMap(SeatChoice::paths)));
        }

        private static List<String> sorted(Stream<String> names) {
            var sorted = new TreeSet<String>();
            names.filter(Objects::nonNull).forEach(sorted::add);
            return List.copyOf(sorted);
        }
    }

    static SeatTable of(List<SeatRow> rows, List<SeatView> everybody) {
        var groups = new TreeMap<Group, List<SeatRow>>();
        var counts = new EnumMap<SeatState, Integer>(SeatState.class);
        for (var state : SeatState.values()) {
            counts.put(state, 0);
        }
        rows.stream().sorted(Comparator.comparing(SeatRow::order)).forEach(row -> {
            groups.computeIfAbsent(row.group(), group -> new ArrayList<>()).add(row);
            counts.merge(row.state(), 1, Integer::sum);
        });
        var sections = groups.entrySet().stream()
                .map(entry -> new Section(entry.getKey(), entry.getValue()))
                .toList();
        var stale = rows.stream().filter(SeatRow::stale).count();
        return new SeatTable(sections, counts, stale, rows.size(), Options.of(everybody));
    }
}
