package io.contactstatus.pages.agents;

import io.contactstatus.pages.agents.AgentsQuery.Group;
import io.contactstatus.view.AgentActivity;
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

/// The rows of the page in their groups, and what its filters offer.
///
/// @param counts of every activity, in their order
public record AgentTable(
        List<Section> sections, Map<AgentActivity, Integer> counts, long stale, int shown, Options options) {

    /// @param before how many rows stand above it
    public record Section(Group group, List<AgentRow> rows, int before) {}

    /// What the filters offer.
    public record Options(List<String> statuses, List<String> profiles, List<String> hierarchies) {

        static Options of(List<AgentView> agents) {
            return new Options(
                    sorted(agents.stream().map(AgentsQuery::status)),
                    sorted(agents.stream().map(AgentView::routingProfile)),
                    sorted(agents.stream().flatMap(AgentsQuery::paths)));
        }

        private static List<String> sorted(Stream<String> names) {
            var sorted = new TreeSet<String>();
            names.filter(Objects::nonNull).forEach(sorted::add);
            return List.copyOf(sorted);
        }
    }

    static AgentTable of(List<AgentRow> rows, List<AgentView> all) {
        var groups = new TreeMap<Group, List<AgentRow>>();
        var counts = new EnumMap<AgentActivity, Integer>(AgentActivity.class);
        for (var state : AgentActivity.values()) {
            counts.put(state, 0);
        }
        rows.stream().sorted(Comparator.comparing(AgentRow::order)).forEach(row -> {
            groups.computeIfAbsent(row.group(), group -> new ArrayList<>()).add(row);
            counts.merge(row.state(), 1, Integer::sum);
        });
        var sections = new ArrayList<Section>();
        var before = 0;
        for (var entry : groups.entrySet()) {
            sections.add(new Section(entry.getKey(), entry.getValue(), before));
            before += entry.getValue().size();
        }
        var stale = rows.stream().filter(AgentRow::stale).count();
        return new AgentTable(sections, counts, stale, rows.size(), Options.of(all));
    }
}
