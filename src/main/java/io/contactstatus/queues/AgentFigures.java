package io.contactstatus.queues;

import io.contactstatus.contact.QueueFigures;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What one agent did with the contacts of a queue. A contact is with the agent who had it last, as in the projection
/// that figures are made of; who was called and did not answer is not in there.
///
/// @param answered contacts that came by themselves
/// @param callbacksAnswered customers who were called back, and were there
/// @param handleSeconds of those that came by themselves
public record AgentFigures(
        String agentId,
        @Nullable String name,
        long answered,
        long callbacksAnswered,
        long handleSeconds,
        @Nullable Long averageHandleSeconds) {

    static final Comparator<AgentFigures> BUSIEST_FIRST =
            Comparator.comparingLong(AgentFigures::handled).reversed().thenComparing(AgentFigures::agentId);

    static AgentFigures of(String agentId, @Nullable String name, QueueFigures figures) {
        return new AgentFigures(
                agentId,
                name,
                figures.answered(),
                figures.callbacks().answered(),
                figures.handleSeconds(),
                figures.averageHandleSeconds());
    }

    private long handled() {
        return answered + callbacksAnswered;
    }

    boolean hasAny() {
        return handled() > 0;
    }
}
