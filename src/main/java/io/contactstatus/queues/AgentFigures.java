package io.contactstatus.queues;

import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.QueueFigures;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What one agent did with the contacts of a queue. A contact is with the agent who had it last, as in the projection
/// that figures are made of.
///
/// @param answered contacts that came by themselves
/// @param callbacksAnswered customers who were called back, and were there
/// @param missed contacts that rang at the agent in vain, once each, and not those that gave up meanwhile
/// @param handleSeconds of those that were answered
public record AgentFigures(
        String agentId, @Nullable String name, long answered, long callbacksAnswered, long missed, long handleSeconds) {

    static final Comparator<AgentFigures> BUSIEST_FIRST = Comparator.comparingLong(AgentFigures::handled)
            .thenComparing(AgentFigures::missed)
            .reversed()
            .thenComparing(AgentFigures::agentId);

    static AgentFigures of(String agentId, QueueDeparture departure) {
        var isAnswered = departure.kind() == QueueDeparture.Kind.ANSWERED;
        var isCalledBack = departure.kind() == QueueDeparture.Kind.CALLBACK_ANSWERED;
        return new AgentFigures(
                agentId,
                null,
                isAnswered ? 1 : 0,
                isCalledBack ? 1 : 0,
                0,
                isAnswered || isCalledBack ? departure.handleSeconds() : 0);
    }

    static AgentFigures ofMissed(String agentId) {
        return new AgentFigures(agentId, null, 0, 0, 1, 0);
    }

    AgentFigures plus(AgentFigures other) {
        return new AgentFigures(
                agentId,
                name,
                answered + other.answered,
                callbacksAnswered + other.callbacksAnswered,
                missed + other.missed,
                handleSeconds + other.handleSeconds);
    }

    AgentFigures named(@Nullable String called) {
        return new AgentFigures(agentId, called, answered, callbacksAnswered, missed, handleSeconds);
    }

    private long handled() {
        return answered + callbacksAnswered;
    }

    boolean hasAny() {
        return handled() + missed > 0;
    }

    public @Nullable Long averageHandleSeconds() {
        return handled() > 0 ? Long.valueOf(QueueFigures.halfUp(handleSeconds, handled())) : null;
    }
}
