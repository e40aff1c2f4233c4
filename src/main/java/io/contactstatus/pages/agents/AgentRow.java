package io.contactstatus.pages.agents;

import io.contactstatus.pages.Called;
import io.contactstatus.pages.CalledNames;
import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.agents.AgentsQuery.Group;
import io.contactstatus.view.AgentActivity;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.AgentsProperties;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/// An agent as the page shows it.
///
/// @param agent masked as the viewer has to see it
/// @param called where the name may not be shown
/// @param named whether the agent's own name is shown
/// @param missed lately, newest first
/// @param since of the status; of who is free since the last contact
/// @param order sorts the rows of a group, also in `agents.js`
/// @param look a row whose look has changed flashes
public record AgentRow(
        AgentView agent,
        Called called,
        Group group,
        AgentActivity state,
        AgentActivity.Kind kind,
        boolean named,
        List<AgentContact> contacts,
        List<Missed> missed,
        boolean moreMissed,
        boolean stale,
        @Nullable Instant since,
        String order,
        String look) {

    private static final int MOST_SHOWN = 3;

    /// @param unveiled whether the agent's own name may be shown
    static AgentRow of(
            AgentView agent,
            boolean unveiled,
            AgentsQuery query,
            AgentsProperties properties,
            DurationThresholds thresholds,
            CalledNames names,
            Instant now) {
        var state = AgentActivity.of(agent);
        var contacts = agent.contacts().stream()
                .map(held -> AgentContact.of(held, thresholds, names))
                .toList();
        var lately = agent.missed().stream()
                .filter(missed -> missed.at().isAfter(now.minus(properties.missedWithin())))
                .map(missed -> new Missed(addressOf(missed.contactId()), missed.at()))
                .toList();
        return new AgentRow(
                agent,
                names.ofAgent(agent.agentId(), agent.username()),
                query.group(agent),
                state,
                AgentActivity.Kind.of(agent),
                unveiled && (agent.firstName() != null || agent.lastName() != null),
                contacts,
                lately,
                lately.size() == agent.missed().size() && lately.size() >= AgentView.MOST_MISSED,
                properties.isStale(agent, now),
                state == AgentActivity.FREE ? AgentActivity.since(agent) : agent.since(),
                query.order(agent, handle(agent)),
                look(agent, state, lately));
    }

    private static String look(AgentView agent, AgentActivity state, List<Missed> missed) {
        return agent.contacts().stream()
                .map(held -> held.contactId() + held.state())
                .collect(Collectors.joining(" ", state + " " + agent.status() + " " + missed.size() + " ", ""));
    }

    private static String handle(AgentView agent) {
        return agent.username() == null ? agent.agentId() : agent.username();
    }

    public List<Missed> missedShown() {
        return missed.subList(0, Math.min(MOST_SHOWN, missed.size()));
    }

    public String path() {
        return AgentsQuery.path(agent);
    }

    private static String addressOf(String contactId) {
        return "/ui/contacts/" + UriUtils.encodePathSegment(contactId, StandardCharsets.UTF_8);
    }

    public record Missed(String address, Instant at) {}

    /// A contact that the agent has.
    ///
    /// @param status of the contact, for its colour; null where the agent's state of it has no such status
    /// @param limit when its time is marked, as on the board; null where it never is
    public record AgentContact(
            AgentView.Held held,
            @Nullable Called queue,
            String address,
            String state,
            @Nullable String status,
            DurationThresholds.@Nullable Threshold limit) {

        static AgentContact of(AgentView.Held held, DurationThresholds thresholds, CalledNames names) {
            var address = addressOf(held.contactId());
            var queue = held.queue() == null
                    ? null
                    : names.queue(held.queue().id(), held.queue().name());
            return switch (held.state()) {
                case "INCOMING", "PENDING", "CONNECTING" ->
                    new AgentContact(held, queue, address, held.state(), "CONNECTING_TO_AGENT", thresholds.ringing());
                case "CONNECTED" ->
                    new AgentContact(held, queue, address, held.state(), "CONNECTED_TO_AGENT", thresholds.connected());
                case "CONNECTED_ONHOLD" ->
                    new AgentContact(held, queue, address, held.state(), "ON_HOLD", thresholds.hold());
                case "PAUSED" -> new AgentContact(held, queue, address, held.state(), "PAUSED", thresholds.hold());
                case "ENDED" ->
                    new AgentContact(held, queue, address, held.state(), "AFTER_CONTACT_WORK", thresholds.afterWork());
                default -> new AgentContact(held, queue, address, held.state(), null, null);
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
