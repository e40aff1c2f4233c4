package io.contactstatus.pages;

import io.contactstatus.names.LearntNames;
import io.contactstatus.view.ContactAgentView;
import io.contactstatus.view.QueueView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What queues and agents are called on all pages. Templates have it as `called`.
@Component
public class CalledNames {

    private final LearntNames names;

    public CalledNames(LearntNames names) {
        this.names = names;
    }

    public @Nullable Called queue(@Nullable QueueView queue) {
        return queue == null ? null : queue(queue.id(), queue.name());
    }

    /// With the end of its id where others have its name: each instance may have a queue “Billing”.
    public @Nullable Called queue(@Nullable String id, @Nullable String name) {
        var known = name == null ? names.ofQueue(id) : name;
        return Called.of(known, id, names.isOfSeveralQueues(known));
    }

    /// Of a queue that has an id.
    public Called ofQueue(String id, @Nullable String name) {
        return Objects.requireNonNull(queue(id, name));
    }

    /// Null unless exactly one queue is called that: by its name, or by its name and the end of its id.
    public @Nullable String queueId(@Nullable String said) {
        var id = names.queueId(said);
        var name = said == null || id != null ? null : Called.nameIn(said);
        if (said == null || name == null) {
            return id;
        }
        var meant = names.queueIds(name).stream()
                .filter(one -> Called.isTail(said, one))
                .toList();
        return meant.size() == 1 ? meant.getFirst() : null;
    }

    public @Nullable Called agent(@Nullable ContactAgentView agent) {
        return agent == null ? null : agent(agent.id(), agent.username());
    }

    public @Nullable Called agent(@Nullable String id, @Nullable String username) {
        return Called.of(username == null ? names.ofAgent(id) : username, id, false);
    }

    /// Of an agent who has an id.
    public Called ofAgent(String id, @Nullable String username) {
        return Objects.requireNonNull(agent(id, username));
    }
}
