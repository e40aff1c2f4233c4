package io.contactstatus.pages.agents;

import io.contactstatus.live.Audience;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.masking.Veil;
import io.contactstatus.pages.Language;
import io.contactstatus.view.AgentView;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The open pages of the agents with the same filter, language and clearance. Events, as `agents.js` takes them:
///
/// - `seat`: a row, new or changed
/// - `gone`: the id of an agent who does not match any more
/// - `reset` and `ready`: around all rows, when they are sent afresh
record AgentsAudience(AgentsQuery query, Veil veil, Language language, String base, AgentRowRenderer text)
        implements Audience<AgentView> {

    @Override
    public Duration heartbeat() {
        return HEARTBEAT_OF_PAGES;
    }

    @Override
    public boolean wants(@Nullable AgentView before, AgentView after) {
        return query.admits(after) || (before != null && query.admits(before));
    }

    @Override
    public List<ServerEvent> changed(@Nullable AgentView before, AgentView after) {
        return List.of(query.admits(after) ? row(after) : new ServerEvent("gone", after.agentId()));
    }

    @Override
    public List<ServerEvent> reset(LiveSnapshot<AgentView> snapshot) {
        var rows = snapshot.items().stream().filter(query::admits).map(this::row);
        return Stream.concat(
                        Stream.concat(Stream.of(new ServerEvent("reset", "{}")), rows),
                        Stream.of(new ServerEvent("ready", "{}")))
                .toList();
    }

    private ServerEvent row(AgentView agent) {
        return new ServerEvent("seat", text.of(agent, query, veil, language, base));
    }
}
