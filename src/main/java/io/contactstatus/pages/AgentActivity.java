package io.contactstatus.pages;

import io.contactstatus.view.AgentView;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an agent is up to, as a supervisor asks it: offline once logged out, else the contacts at the seat, and
/// where there are none, the status that the agent has set. In the order in which they are counted.
enum AgentActivity {
    FREE,
    RINGING,
    ON_CONTACT,
    AFTER_CONTACT_WORK,
    MISSED,
    AWAY,
    OFFLINE;

    /// Of several contacts the one that takes the agent most decides.
    static AgentActivity of(AgentView seat) {
        if (!seat.loggedIn()) {
            return OFFLINE;
        }
        return seat.contacts().stream()
                .map(held -> of(held.state()))
                .min(Comparator.comparingInt(AgentActivity::urgency))
                .orElseGet(() -> of(Kind.of(seat)));
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

    /// What Amazon Connect calls the type of a status.
    enum Kind {
        ROUTABLE,
        CUSTOM,
        OFFLINE;

        /// Older events do not tell it: then the names decide that Amazon Connect itself has given.
        static Kind of(AgentView seat) {
            var told = seat.statusType();
            return switch (told == null ? named(seat.status()) : told) {
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
