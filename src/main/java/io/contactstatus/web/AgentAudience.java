package io.contactstatus.web;

import io.contactstatus.live.Audience;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.masking.Veil;
import io.contactstatus.view.AgentFilter;
import io.contactstatus.view.AgentView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// API clients of `/live/agents` with the same filter and rights.
record AgentAudience(AgentFilter filter, Veil veil, JsonMapper json) implements Audience<AgentView> {

    @Override
    public boolean wants(@Nullable AgentView before, AgentView after) {
        return filter.admits(after) || (before != null && filter.admits(before));
    }

    @Override
    public List<ServerEvent> changed(@Nullable AgentView before, AgentView after) {
        return List.of(event(after));
    }

    @Override
    public List<ServerEvent> reset(LiveSnapshot<AgentView> snapshot) {
        return new SnapshotEvents<>(
                snapshot.items().stream().filter(filter::admits).toList(), this::event);
    }

    private ServerEvent event(AgentView agent) {
        return new ServerEvent("agent", json.writeValueAsString(agent.under(veil)));
    }
}
