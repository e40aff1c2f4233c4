package io.contactstatus.live;

import io.contactstatus.instances.Figure;
import io.contactstatus.instances.InstanceFigures;
import io.contactstatus.instances.Trouble;
import io.contactstatus.instances.Trouble.Severity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Status;

/// How live updates go at this instance.
record LiveFigures(List<LiveFeed<?>> feeds, LiveHealth health) implements InstanceFigures {

    @Override
    public Map<Figure, Double> figures() {
        return Map.of(Figure.LIVE_SUBSCRIBERS, (double)
                feeds.stream().mapToInt(LiveFeed::subscribers).sum());
    }

    @Override
    public @Nullable Trouble trouble() {
        var shown = health.health();
        return shown.getStatus().equals(Status.UP)
                ? null
                : new Trouble(
                        LiveHealth.NAME,
                        Severity.UNKNOWN,
                        Objects.toString(shown.getDetails().get(LiveHealth.REASON), null));
    }
}
