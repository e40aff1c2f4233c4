package io.contactstatus.web;

import io.contactstatus.live.Audience;
import io.contactstatus.live.Picture;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.view.AgentFilter;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.Veil;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Programs that follow agents' seats.
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
    public List<ServerEvent> afresh(Picture<AgentView> picture) {
        return new AfreshEvents<>(
                picture.items().stream().filter(filter::admits).toList(), this::event);
    }

    private ServerEvent event(AgentView seat) {
        return new ServerEvent("agent", json.writeValueAsString(seat.under(veil)));
    }
}
