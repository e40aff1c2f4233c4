package io.contactstatus.pages.queues;

import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.QueueFigures;
import org.jspecify.annotations.Nullable;

/// A figure whose contacts can be listed: exactly those that it counts.
public enum Counted {
    OFFERED,
    ANSWERED,
    ANSWERED_WITHIN,
    ABANDONED,
    ABANDONED_SHORT,
    CALLBACKS_REQUESTED,
    WENT_ON,
    TRANSFERRED_OUT,
    OTHERS,
    /// Went on, was transferred, or ended in any other way.
    OTHERWISE,
    /// Rang at an agent in vain.
    MISSED,
    CALLBACKS_OFFERED,
    CALLBACKS_ANSWERED,
    CALLBACKS_NOT_REACHED;

    /// @param agent who had it, or who missed it; null for all
    boolean includes(QueueDeparture departure, QueueFigures.Limits limits, @Nullable String agent) {
        if (this == MISSED) {
            return agent == null
                    ? !departure.missedBy().isEmpty()
                    : departure.missedBy().contains(agent);
        }
        return of(QueueFigures.of(departure, limits)) > 0 && (agent == null || agent.equals(departure.agentId()));
    }

    private long of(QueueFigures figures) {
        return switch (this) {
            case OFFERED -> figures.offered();
            case ANSWERED -> figures.answered();
            case ANSWERED_WITHIN -> figures.answeredWithin();
            case ABANDONED -> figures.abandoned();
            case ABANDONED_SHORT -> figures.abandonedShort();
            case CALLBACKS_REQUESTED -> figures.callbacksRequested();
            case WENT_ON -> figures.wentOn();
            case TRANSFERRED_OUT -> figures.transferredOut();
            case OTHERS -> figures.others();
            case OTHERWISE -> figures.wentOn() + figures.transferredOut() + figures.others();
            case MISSED -> 0;
            case CALLBACKS_OFFERED -> figures.callbacks().offered();
            case CALLBACKS_ANSWERED -> figures.callbacks().answered();
            case CALLBACKS_NOT_REACHED -> figures.callbacks().notReached();
        };
    }
}
