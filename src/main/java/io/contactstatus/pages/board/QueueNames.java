package io.contactstatus.pages.board;

import io.contactstatus.contact.ResourceId;
import io.contactstatus.names.LearntNames;
import io.contactstatus.pages.Called;
import io.contactstatus.pages.CalledNames;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactAgentView;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.QueueView;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Names of queues, for contacts that have only the id: learned from other contacts and from agents.
@Component
class QueueNames {

    /// Ids that Amazon Connect gives; no name looks like one.
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final LearntNames names;
    private final CalledNames called;

    QueueNames(LearntNames names) {
        this.names = names;
        called = new CalledNames(names);
    }

    void learn(ContactSummaryView contact) {
        var queue = contact.queue();
        if (queue != null) {
            names.queue(queue.id(), queue.name(), queue.calledThatAt());
        }
    }

    void learn(AgentView agent) {
        for (var held : agent.contacts()) {
            var queue = held.queue();
            if (queue != null) {
                names.queue(queue.id(), queue.name(), agent.lastEventAt());
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

    /// Null unless exactly one queue is called that, by its name or as pages tell it from others of its name.
    @Nullable
    String id(@Nullable String said) {
        return called.queueId(said);
    }

    /// What a filter's queue is called: it is asked for by id, ARN, or a name that several may have.
    @Nullable
    Called asked(@Nullable String queue) {
        var id = id(queue);
        if (id == null && (names.ofQueue(queue) != null || isId(queue))) {
            id = ResourceId.of(queue);
        }
        return id == null ? Called.of(queue, null, false) : called.queue(id, null);
    }

    /// As it is typed into the filter.
    @Nullable
    String typed(@Nullable Called queue) {
        if (queue == null) {
            return null;
        }
        var name = queue.name();
        if (name == null) {
            return queue.id();
        }
        var said = queue.said(name);
        return queue.id() == null || queue.id().equals(id(said)) ? said : queue.id();
    }

    /// What a filter's agent is called.
    @Nullable
    Called askedAgent(@Nullable String agent) {
        return isId(agent) ? called.agent(ResourceId.of(agent), null) : Called.of(agent, null, false);
    }

    private static boolean isId(@Nullable String asked) {
        var id = ResourceId.of(asked);
        return id != null && ID.matcher(id).matches();
    }
}
