package io.contactstatus.pages.board;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.live.Feed;
import io.contactstatus.queues.QueueToday;
import io.contactstatus.queues.RoutingProfileKey;
import io.contactstatus.queues.TodaysFigures;
import io.contactstatus.view.AgentActivity;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.AgentsProperties;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the queues of a board did today.
@Component
class TodayReader {

    private final TodaysFigures figures;
    private final Feed<AgentView> agents;
    private final QueueNames names;
    private final BoardProperties.Figures limits;
    private final AgentsProperties seats;
    private final Clock clock;

    TodayReader(
            TodaysFigures figures,
            Feed<AgentView> agents,
            QueueNames names,
            BoardProperties properties,
            AgentsProperties seats,
            Clock clock) {
        this.figures = figures;
        this.agents = agents;
        this.names = names;
        this.limits = properties.figures();
        this.seats = seats;
        this.clock = clock;
    }

    Today of(BoardQuery query, VisibleInstances visible) {
        return of(queues(query, visible), query, visible);
    }

    /// @param queues as they were read
    Today of(@Nullable List<QueueToday> queues, BoardQuery query, VisibleInstances visible) {
        return new Today(
                queues == null
                        ? null
                        : queues.stream().map(QueueToday::figures).reduce(QueueFigures.NONE, QueueFigures::plus),
                available(query, queues, visible));
    }

    /// Null when they cannot be read. Of the filter only the queue counts: figures are kept by queues.
    @Nullable
    List<QueueToday> queues(BoardQuery query, VisibleInstances visible) {
        var all = figures.of(visible, limits.refresh());
        return all == null
                ? null
                : all.stream()
                        .filter(queue -> query.queue() == null || isMeant(query.queue(), queue))
                        .toList();
    }

    private boolean isMeant(String asked, QueueToday queue) {
        var id = queue.key().queueId();
        return asked.equalsIgnoreCase(queue.name())
                || asked.equalsIgnoreCase(id)
                || (id != null && id.equals(names.id(asked)));
    }

    /// Agents are for the queues that are meant where that is known, else all of them count.
    private int available(BoardQuery query, @Nullable List<QueueToday> queues, VisibleInstances visible) {
        var now = clock.instant();
        var profiles = query.queue() == null ? null : profiles(queues);
        return Math.toIntExact(agents.snapshot(visible).items().stream()
                .filter(agent -> AgentActivity.of(agent) == AgentActivity.FREE
                        && query.admitsAgent(agent)
                        && (profiles == null || profiles.contains(RoutingProfileKey.of(agent)))
                        && !seats.isStale(agent, now))
                .count());
    }

    /// Null where it is not known of one of the queues.
    private static @Nullable Set<RoutingProfileKey> profiles(@Nullable List<QueueToday> queues) {
        if (queues == null || queues.isEmpty()) {
            return null;
        }
        var profiles = new HashSet<RoutingProfileKey>();
        for (var queue : queues) {
            var known = queue.profiles();
            if (known == null) {
                return null;
            }
            profiles.addAll(known);
        }
        return profiles;
    }

    /// Whether a contact counts as lost: who leaves within the limit of the queue does not.
    boolean isLost(AbandonedContact one) {
        var seconds = one.abandonment().seconds();
        var queue = one.contact().queue();
        return seconds == null
                || !figures.limits(queue == null ? null : queue.id()).isShort(seconds);
    }
}
