package io.contactstatus.pages;

import io.contactstatus.live.Audience;
import io.contactstatus.live.Picture;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.Veil;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Those who have the page of the seats open, with the same choice, language and clearance.
record AgentsAudience(AgentChoice choice, Veil veil, Language language, String base, AgentRowText text)
        implements Audience<AgentView> {

    @Override
    public boolean wants(@Nullable AgentView before, AgentView after) {
        return choice.admits(after) || (before != null && choice.admits(before));
    }

    @Override
    public List<ServerEvent> changed(@Nullable AgentView before, AgentView after) {
        return List.of(choice.admits(after) ? row(after) : new ServerEvent("gone", after.agentId()));
    }

    @Override
    public List<ServerEvent> afresh(Picture<AgentView> picture) {
        var rows = picture.items().stream().filter(choice::admits).map(this::row);
        return Stream.concat(
                        Stream.concat(Stream.of(new ServerEvent("reset", "{}")), rows),
                        Stream.of(new ServerEvent("ready", "{}")))
                .toList();
    }

    private ServerEvent row(AgentView seat) {
        return new ServerEvent("seat", text.of(seat, choice, veil, language, base));
    }
}
