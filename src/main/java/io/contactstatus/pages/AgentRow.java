package io.contactstatus.pages;

import io.contactstatus.pages.AgentChoice.Group;
import io.contactstatus.view.AgentView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// A seat as the page shows it.
///
/// @param seat under the veil of whoever looks at it
/// @param named whether the agent's own name is shown
/// @param missed lately, newest first
/// @param order of the rows of a group: the page puts new ones in their place by it
/// @param look what makes a change worth noticing
public record AgentRow(
        AgentView seat,
        Group group,
        AgentActivity state,
        AgentActivity.Kind kind,
        boolean named,
        List<AgentContact> contacts,
        List<Missed> missed,
        boolean moreMissed,
        boolean stale,
        String order,
        String look) {

    private static final int MOST_SHOWN = 3;

    /// @param unveiled whether the agent's own name may be shown
    static AgentRow of(
            AgentView seat,
            boolean unveiled,
            AgentChoice choice,
            AgentsProperties properties,
            BoardProperties limits,
            Instant now) {
        var state = AgentActivity.of(seat);
        var contacts = seat.contacts().stream()
                .map(held -> AgentContact.of(held, limits))
                .toList();
        var lately = seat.missed().stream()
                .filter(missed -> missed.at().isAfter(now.minus(properties.missedWithin())))
                .map(missed -> new Missed(addressOf(missed.contactId()), missed.at()))
                .toList();
        return new AgentRow(
                seat,
                choice.group(seat),
                state,
                AgentActivity.Kind.of(seat),
                unveiled && (seat.firstName() != null || seat.lastName() != null),
                contacts,
                lately,
                lately.size() == seat.missed().size() && lately.size() >= AgentView.MOST_MISSED,
                isStale(seat, state, properties, now),
                (handle(seat).toLowerCase(Locale.ROOT) + "\n" + seat.agentId()),
                look(seat, state, lately));
    }

    private static boolean isStale(AgentView seat, AgentActivity state, AgentsProperties properties, Instant now) {
        return state != AgentActivity.OFFLINE
                && Duration.between(seat.lastEventAt(), now).compareTo(properties.staleAfter()) > 0;
    }

    private static String look(AgentView seat, AgentActivity state, List<Missed> missed) {
        return seat.contacts().stream()
                .map(held -> held.contactId() + held.state())
                .collect(Collectors.joining(" ", state + " " + seat.status() + " " + missed.size() + " ", ""));
    }

    /// What an agent is called where names are not shown.
    public String handle() {
        return handle(seat);
    }

    private static String handle(AgentView seat) {
        return seat.username() == null ? seat.agentId() : seat.username();
    }

    public List<Missed> missedShown() {
        return missed.subList(0, Math.min(MOST_SHOWN, missed.size()));
    }

    public String path() {
        return AgentChoice.path(seat);
    }

    private static String addressOf(String contactId) {
        return "/ui/contacts/" + UriUtils.encodePathSegment(contactId, StandardCharsets.UTF_8);
    }

    public record Missed(String address, Instant at) {}

    /// A contact at the seat.
    ///
    /// @param status what it is for the customer, where there is such a status: pages show it in the same colours
    /// @param limit from when on its time is marked, as on the board; null for what may last
    public record AgentContact(
            AgentView.Held held,
            String address,
            String state,
            @Nullable String status,
            BoardProperties.@Nullable Threshold limit) {

        static AgentContact of(AgentView.Held held, BoardProperties limits) {
            var address = addressOf(held.contactId());
            return switch (held.state()) {
                case "INCOMING", "PENDING", "CONNECTING" ->
                    new AgentContact(held, address, held.state(), "CONNECTING_TO_AGENT", limits.ringing());
                case "CONNECTED" ->
                    new AgentContact(held, address, held.state(), "CONNECTED_TO_AGENT", limits.connected());
                case "CONNECTED_ONHOLD" -> new AgentContact(held, address, held.state(), "ON_HOLD", limits.hold());
                case "PAUSED" -> new AgentContact(held, address, held.state(), "PAUSED", limits.hold());
                case "ENDED" -> new AgentContact(held, address, held.state(), "AFTER_CONTACT_WORK", limits.afterWork());
                default -> new AgentContact(held, address, held.state(), null, null);
            };
        }

        public @Nullable Long warn() {
            return limit == null ? null : limit.warn().toSeconds();
        }

        public @Nullable Long alert() {
            return limit == null ? null : limit.alert().toSeconds();
        }
    }
}
