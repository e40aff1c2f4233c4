package io.contactstatus.pages.board;

import io.contactstatus.names.LearntNames;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Names of queues, for contacts that have only the id: learned from other contacts and from agents.
@Component
class QueueNames {

    private static final int SHORT = 8;

    private final LearntNames names;

    QueueNames(LearntNames names) {
        this.names = names;
    }

    void learn(ContactSummaryView contact) {
        var queue = contact.queue();
        if (queue != null) {
            names.queue(queue.id(), queue.name());
        }
    }

    void learn(AgentView agent) {
        for (var held : agent.contacts()) {
            var queue = held.queue();
            if (queue != null) {
                names.queue(queue.id(), queue.name());
            }
        }
    }

    /// The name, else the beginning of the id.
    @Nullable
    String shown(@Nullable String id, @Nullable String name) {
        if (name != null || id == null) {
            return name;
        }
        var known = names.ofQueue(id);
        if (known != null) {
            return known;
        }
        return id.length() > SHORT ? id.substring(0, SHORT) + "…" : id;
    }

    /// Null if it is unknown.
    @Nullable
    String ofAgent(@Nullable String id) {
        return names.ofAgent(id);
    }

    /// Null unless exactly one queue has that name.
    @Nullable
    String id(@Nullable String name) {
        return names.queueId(name);
    }
}
