package io.contactstatus.web;

import io.contactstatus.live.Audience;
import io.contactstatus.live.Picture;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.view.SeatFilter;
import io.contactstatus.view.SeatView;
import io.contactstatus.view.Veil;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Programs that follow agents' seats.
record SeatAudience(SeatFilter filter, Veil veil, JsonMapper json) implements Audience<SeatView> {

    @Override
    public boolean wants(@Nullable SeatView before, SeatView after) {
        return filter.admits(after) || (before != null && filter.admits(before));
    }

    @Override
    public List<ServerEvent> changed(@Nullable SeatView before, SeatView after) {
        return List.of(event(after));
    }

    @Override
    public List<ServerEvent> afresh(Picture<SeatView> picture) {
        return new AfreshEvents<>(
                picture.items().stream().filter(filter::admits).toList(), this::event);
    }

    private ServerEvent event(SeatView seat) {
        return new ServerEvent("agent", json.writeValueAsString(seat.under(veil)));
    }
}
