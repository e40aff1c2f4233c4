package io.contactstatus.pages.board;

import io.contactstatus.names.LearntNames;
import io.contactstatus.pages.Called;
import io.contactstatus.pages.CalledNames;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactAgentView;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.QueueView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Names of queues, for contacts that have only the id: learned from other contacts and from agents.
@Component
class QueueNames {

    private final LearntNames names;
    private final CalledNames called;

    QueueNames(LearntNames names) {
        this.names = names;
        called = new CalledNames(names);
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

    @Nullable
    Called of(@Nullable QueueView queue) {
        return called.queue(queue);
    }

    @Nullable
    Called of(@Nullable String id, @Nullable String name) {
        return called.queue(id, name);
    }

    @Nullable
    Called of(@Nullable ContactAgentView agent) {
        return called.agent(agent);
    }

    /// Null unless exactly one queue has that name.
    @Nullable
    String id(@Nullable String name) {
        return names.queueId(name);
    }
}
