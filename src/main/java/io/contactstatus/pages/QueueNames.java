package io.contactstatus.pages;

import io.contactstatus.names.LearntNames;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What pages call queues: by what this instance has learnt, or by what the pages show themselves.
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

    void learn(AgentView seat) {
        for (var held : seat.contacts()) {
            var queue = held.queue();
            if (queue != null) {
                names.queue(queue.id(), queue.name());
            }
        }
    }

    /// Its name, else the beginning of its id.
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

    /// Null where it is not known.
    @Nullable
    String ofAgent(@Nullable String id) {
        return names.ofAgent(id);
    }

    /// The id of the one queue of that name.
    @Nullable
    String id(@Nullable String name) {
        return names.queueId(name);
    }
}
