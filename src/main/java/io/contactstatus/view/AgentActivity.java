package io.contactstatus.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an agent is doing, as a supervisor asks it: offline when logged out, else by the agent's contacts, else
/// by the status that the agent has set. Pages group and count in the order of the constants.
public enum AgentActivity {
    FREE,
    RINGING,
    ON_CONTACT,
    AFTER_CONTACT_WORK,
    MISSED,
    AWAY,
    OFFLINE;

    /// The most urgent contact decides.
    public static AgentActivity of(AgentView agent) {
        if (!agent.loggedIn()) {
            return OFFLINE;
        }
        return agent.contacts().stream()
                .map(held -> of(held.state()))
                .min(Comparator.comparingInt(AgentActivity::urgency))
                .orElseGet(() -> of(Kind.of(agent)));
    }

    /// Since when: of who is free since the last contact, where the status was set before that.
    public static @Nullable Instant since(AgentView agent) {
        var state = of(agent);
        return switch (state) {
            case FREE -> later(agent.since(), agent.lastContactAt());
            case AWAY -> agent.since();
            case OFFLINE -> agent.loggedOutAt() == null ? agent.since() : agent.loggedOutAt();
            case RINGING, ON_CONTACT, AFTER_CONTACT_WORK, MISSED ->
                agent.contacts().stream()
                        .filter(held -> of(held.state()) == state)
                        // A contact that is put on hold is the same one.
                        .map(held ->
                                state == ON_CONTACT && held.connectedAt() != null ? held.connectedAt() : held.since())
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        };
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private static AgentActivity of(String contactState) {
        return switch (contactState) {
            case "INCOMING", "PENDING", "CONNECTING" -> RINGING;
            case "ENDED" -> AFTER_CONTACT_WORK;
            case "MISSED", "REJECTED", "ERROR" -> MISSED;
            default -> ON_CONTACT;
        };
    }

    private static AgentActivity of(Kind kind) {
        return switch (kind) {
            case ROUTABLE -> FREE;
            case CUSTOM -> AWAY;
            case OFFLINE -> OFFLINE;
        };
    }

    private static int urgency(AgentActivity state) {
        return switch (state) {
            case RINGING -> 0;
            case ON_CONTACT -> 1;
            case AFTER_CONTACT_WORK -> 2;
            case MISSED -> 3;
            case FREE, AWAY, OFFLINE -> 4;
        };
    }

    /// Amazon Connect's type of an agent status.
    public enum Kind {
        ROUTABLE,
        CUSTOM,
        OFFLINE;

        /// Older events have no type: then Amazon Connect's own names of statuses decide.
        public static Kind of(AgentView agent) {
            var told = agent.statusType();
            return switch (told == null ? named(agent.status()) : told) {
                case "ROUTABLE" -> ROUTABLE;
                case "OFFLINE" -> OFFLINE;
                default -> CUSTOM;
            };
        }

        private static String named(@Nullable String status) {
            return switch (Objects.requireNonNullElse(status, "")) {
                case "Available" -> "ROUTABLE";
                case "Offline" -> "OFFLINE";
                default -> "CUSTOM";
            };
        }
    }
}
