package io.contactstatus.pages.board;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.live.Feed;
import io.contactstatus.pages.AgentActivity;
import io.contactstatus.queues.QueueToday;
import io.contactstatus.queues.TodaysFigures;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.AgentView;
import io.contactstatus.visibility.VisibleInstances;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What the queues of a board did today.
@Component
class TodayReader {

    private static final Logger log = LoggerFactory.getLogger(TodayReader.class);

    private final TodaysFigures figures;
    private final Feed<AgentView> agents;
    private final QueueNames names;
    private final BoardProperties.Figures limits;

    TodayReader(TodaysFigures figures, Feed<AgentView> agents, QueueNames names, BoardProperties properties) {
        this.figures = figures;
        this.agents = agents;
        this.names = names;
        this.limits = properties.figures();
    }

    Today of(BoardQuery query, VisibleInstances visible) {
        var queues = queues(query, visible);
        return new Today(
                queues == null
                        ? null
                        : queues.stream().map(QueueToday::figures).reduce(QueueFigures.NONE, QueueFigures::plus),
                available(visible));
    }

    /// Null when they cannot be read. Of the filter only the queue counts: figures are kept by queues.
    @Nullable
    List<QueueToday> queues(BoardQuery query, VisibleInstances visible) {
        try {
            return figures.of(visible, limits.refresh()).stream()
                    .filter(queue -> query.queue() == null || isMeant(query.queue(), queue))
                    .toList();
        } catch (StoreUnavailable | ContactRefused failure) {
            log.warn("figures of queues cannot be read: {}", failure.getMessage());
            return null;
        }
    }

    private boolean isMeant(String asked, QueueToday queue) {
        var id = queue.key().queueId();
        return asked.equalsIgnoreCase(queue.name())
                || asked.equalsIgnoreCase(id)
                || Objects.equals(names.id(asked), id);
    }

    private int available(VisibleInstances visible) {
        return Math.toIntExact(agents.snapshot(visible).items().stream()
                .filter(agent -> AgentActivity.of(agent) == AgentActivity.FREE)
                .count());
    }

    /// Whether a contact counts as lost: who leaves within the limit of the queue does not.
    boolean isLost(AbandonedContact one) {
        var seconds = one.abandonment().seconds();
        var queue = one.contact().queue();
        return seconds == null
                || !figures.limits(queue == null ? null : queue.id()).isShort(seconds);
    }
}
