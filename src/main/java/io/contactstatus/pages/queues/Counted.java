package io.contactstatus.pages.queues;

import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.QueueFigures;

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
    CALLBACKS_OFFERED,
    CALLBACKS_ANSWERED,
    CALLBACKS_NOT_REACHED;

    boolean includes(QueueDeparture departure, QueueFigures.Limits limits) {
        return of(QueueFigures.of(departure, limits)) > 0;
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
            case CALLBACKS_OFFERED -> figures.callbacks().offered();
            case CALLBACKS_ANSWERED -> figures.callbacks().answered();
            case CALLBACKS_NOT_REACHED -> figures.callbacks().notReached();
        };
    }
}
