package io.contactstatus.pages.agents;

import io.contactstatus.view.AgentActivity;
import io.contactstatus.view.AgentActivity.Kind;
import io.contactstatus.view.AgentView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which agents the page shows, and how it groups them. A null filter matches all agents.
///
/// @param hierarchy the path of a hierarchy group: matches the agents in it and in the groups below
record AgentsQuery(
        GroupBy groupBy,
        @Nullable String status,
        @Nullable String profile,
        @Nullable String hierarchy,
        @Nullable String instance) {

    /// Separates the groups of a path. Where a name contains it, two paths may be equal, and are not told apart.
    private static final String STEP = " / ";

    /// Of 13 digits; whose time is unknown comes last.
    private static final long LATEST = 9_999_999_999_999L;

    enum GroupBy {
        ACTIVITY,
        STATUS,
        PROFILE,
        HIERARCHY;

        /// An unknown name gives the first one.
        static GroupBy named(@Nullable String name) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(name))
                    .findFirst()
                    .orElse(ACTIVITY);
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A form sends an empty parameter for what was not chosen.
    static AgentsQuery of(
            @Nullable String groupBy,
            @Nullable String status,
            @Nullable String profile,
            @Nullable String hierarchy,
            @Nullable String instance) {
        return new AgentsQuery(
                GroupBy.named(groupBy), chosen(status), chosen(profile), chosen(hierarchy), chosen(instance));
    }

    private static @Nullable String chosen(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    public boolean narrows() {
        return status != null || profile != null || hierarchy != null || instance != null;
    }

    boolean admits(AgentView agent) {
        return (status == null || status.equals(status(agent)))
                && (profile == null || profile.equals(agent.routingProfile()))
                && (hierarchy == null || paths(agent).anyMatch(hierarchy::equals));
    }

    /// Amazon Connect keeps the last status of an agent who logs out, so that is not shown.
    static @Nullable String status(AgentView agent) {
        return agent.loggedIn() ? agent.status() : "Offline";
    }

    /// The agent's hierarchy group and all groups above it.
    static Stream<String> paths(AgentView agent) {
        var names = agent.hierarchy();
        return IntStream.rangeClosed(1, names.size()).mapToObj(length -> String.join(STEP, names.subList(0, length)));
    }

    static String path(AgentView agent) {
        return String.join(STEP, agent.hierarchy());
    }

    /// The group of rows that the agent's row is in.
    Group group(AgentView agent) {
        return switch (groupBy) {
            case ACTIVITY -> doing(AgentActivity.of(agent));
            case STATUS -> stated(Kind.of(agent), Objects.requireNonNullElse(status(agent), ""));
            case PROFILE -> named(Objects.requireNonNullElse(agent.routingProfile(), ""));
            case HIERARCHY -> named(path(agent));
        };
    }

    private static Group doing(AgentActivity activity) {
        return new Group(List.of(AgentActivity.values()).indexOf(activity), null, activity.name());
    }

    /// What rows are sorted by within their group: where it is what agents do, the longest first. That moves no row
    /// before its agent does something else.
    String order(AgentView agent, String handle) {
        var name = handle.toLowerCase(Locale.ROOT) + "\n" + agent.agentId();
        if (groupBy != GroupBy.ACTIVITY) {
            return name;
        }
        var since = AgentActivity.since(agent);
        return "%013d %s".formatted(since == null ? LATEST : Math.max(0, since.toEpochMilli()), name);
    }

    private static Group stated(Kind kind, String name) {
        var rank = switch (kind) {
            case ROUTABLE -> 0;
            case CUSTOM -> 1;
            case OFFLINE -> 2;
        };
        return new Group(rank, kind, name);
    }

    private static Group named(String name) {
        return new Group(name.isEmpty() ? 1 : 0, null, name);
    }

    /// @param rank before the name in the order of groups
    /// @param kind of a status, otherwise null
    /// @param name empty for agents without one
    record Group(int rank, @Nullable Kind kind, String name) implements Comparable<Group> {

        /// `agents.js` sorts by this too.
        public String order() {
            return rank + " " + name.toLowerCase(Locale.ROOT) + "\n" + name;
        }

        @Override
        public int compareTo(Group other) {
            return order().compareTo(other.order());
        }
    }

    /// As query parameters; those that filter nothing are left out.
    List<Part> parts() {
        return Stream.of(
                        new Part("group-by", groupBy == GroupBy.ACTIVITY ? null : groupBy.word()),
                        new Part("status", status),
                        new Part("profile", profile),
                        new Part("hierarchy", hierarchy),
                        new Part("instance", instance))
                .filter(part -> part.value() != null)
                .toList();
    }

    record Part(String name, @Nullable String value) {}
}
