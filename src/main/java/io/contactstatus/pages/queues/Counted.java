package io.contactstatus.pages.queues;

import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.QueueFigures;
import java.util.function.ToLongFunction;

/// A figure whose contacts can be listed: exactly those that it counts.
public enum Counted {
    OFFERED(QueueFigures::offered),
    ANSWERED(QueueFigures::answered),
    ANSWERED_WITHIN(QueueFigures::answeredWithin),
    ABANDONED(QueueFigures::abandoned),
    ABANDONED_SHORT(QueueFigures::abandonedShort),
    CALLBACKS_REQUESTED(QueueFigures::callbacksRequested),
    WENT_ON(QueueFigures::wentOn),
    TRANSFERRED_OUT(QueueFigures::transferredOut),
    OTHERS(QueueFigures::others),
    CALLBACKS_OFFERED(figures -> figures.callbacks().offered()),
    CALLBACKS_ANSWERED(figures -> figures.callbacks().answered()),
    CALLBACKS_NOT_REACHED(figures -> figures.callbacks().notReached());

    private final ToLongFunction<QueueFigures> figure;

    Counted(ToLongFunction<QueueFigures> figure) {
        this.figure = figure;
    }

    boolean includes(QueueDeparture departure, QueueFigures.Limits limits) {
        return figure.applyAsLong(QueueFigures.of(departure, limits)) > 0;
    }
}
