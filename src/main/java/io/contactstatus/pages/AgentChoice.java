package io.contactstatus.pages;

import io.contactstatus.pages.AgentActivity.Kind;
import io.contactstatus.view.AgentView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which seats somebody looks at, and how they are put together. What is null does not matter.
///
/// @param hierarchy the path of a group: everybody in it, and in the groups below
record AgentChoice(
        GroupBy groupBy,
        @Nullable String status,
        @Nullable String profile,
        @Nullable String hierarchy) {

    /// Between the groups of a path. Names may have it in them too; then two paths look alike, and are treated
    /// alike.
    private static final String STEP = " / ";

    enum GroupBy {
        STATUS,
        PROFILE,
        HIERARCHY;

        /// Anything unknown is the first one.
        static GroupBy named(@Nullable String name) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(name))
                    .findFirst()
                    .orElse(STATUS);
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A form sends what was not chosen as an empty text.
    static AgentChoice of(
            @Nullable String groupBy, @Nullable String status, @Nullable String profile, @Nullable String hierarchy) {
        return new AgentChoice(GroupBy.named(groupBy), chosen(status), chosen(profile), chosen(hierarchy));
    }

    private static @Nullable String chosen(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    public boolean narrows() {
        return status != null || profile != null || hierarchy != null;
    }

    boolean admits(AgentView seat) {
        return (status == null || status.equals(status(seat)))
                && (profile == null || profile.equals(seat.routingProfile()))
                && (hierarchy == null || paths(seat).anyMatch(hierarchy::equals));
    }

    /// Amazon Connect leaves a status as it was set when its agent logs out.
    static @Nullable String status(AgentView seat) {
        return seat.loggedIn() ? seat.status() : "Offline";
    }

    /// The agent's group, and those that it lies in.
    static Stream<String> paths(AgentView seat) {
        var names = seat.hierarchy();
        return IntStream.rangeClosed(1, names.size()).mapToObj(length -> String.join(STEP, names.subList(0, length)));
    }

    static String path(AgentView seat) {
        return String.join(STEP, seat.hierarchy());
    }

    /// The group that the seat stands in.
    Group group(AgentView seat) {
        return switch (groupBy) {
            case STATUS -> stated(Kind.of(seat), Objects.requireNonNullElse(status(seat), ""));
            case PROFILE -> named(Objects.requireNonNullElse(seat.routingProfile(), ""));
            case HIERARCHY -> named(path(seat));
        };
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
    /// @param name empty for those who have none
    record Group(int rank, @Nullable Kind kind, String name) implements Comparable<Group> {

        /// The page puts groups in this order by itself, too.
        public String order() {
            return rank + " " + name.toLowerCase(Locale.ROOT) + "\n" + name;
        }

        @Override
        public int compareTo(Group other) {
            return order().compareTo(other.order());
        }
    }

    /// The parts of an address that say this.
    List<Part> parts() {
        return Stream.of(
                        new Part("group-by", groupBy == GroupBy.STATUS ? null : groupBy.word()),
                        new Part("status", status),
                        new Part("profile", profile),
                        new Part("hierarchy", hierarchy))
                .filter(part -> part.value() != null)
                .toList();
    }

    record Part(String name, @Nullable String value) {}
}
