package io.contactstatus.pages;

import io.contactstatus.pages.AgentChoice.Group;
import io.contactstatus.view.AgentView;
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
public record AgentTable(
        List<Section> sections, Map<AgentActivity, Integer> counts, long stale, int shown, Options options) {

    public record Section(Group group, List<AgentRow> rows) {}

    /// What there is to choose from.
    public record Options(List<String> statuses, List<String> profiles, List<String> hierarchies) {

        static Options of(List<AgentView> seats) {
            return new Options(
                    sorted(seats.stream().map(AgentChoice::status)),
                    sorted(seats.stream().map(AgentView::routingProfile)),
                    sorted(seats.stream().flatMap(AgentChoice::paths)));
        }

        private static List<String> sorted(Stream<String> names) {
            var sorted = new TreeSet<String>();
            names.filter(Objects::nonNull).forEach(sorted::add);
            return List.copyOf(sorted);
        }
    }

    static AgentTable of(List<AgentRow> rows, List<AgentView> everybody) {
        var groups = new TreeMap<Group, List<AgentRow>>();
        var counts = new EnumMap<AgentActivity, Integer>(AgentActivity.class);
        for (var state : AgentActivity.values()) {
            counts.put(state, 0);
        }
        rows.stream().sorted(Comparator.comparing(AgentRow::order)).forEach(row -> {
            groups.computeIfAbsent(row.group(), group -> new ArrayList<>()).add(row);
            counts.merge(row.state(), 1, Integer::sum);
        });
        var sections = groups.entrySet().stream()
                .map(entry -> new Section(entry.getKey(), entry.getValue()))
                .toList();
        var stale = rows.stream().filter(AgentRow::stale).count();
        return new AgentTable(sections, counts, stale, rows.size(), Options.of(everybody));
    }
}
