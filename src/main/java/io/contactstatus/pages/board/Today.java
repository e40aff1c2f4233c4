package io.contactstatus.pages.board;

import io.contactstatus.contact.QueueFigures;
import org.jspecify.annotations.Nullable;

/// The figures above the groups.
///
/// @param figures since midnight, of the queues that are shown; null when they cannot be read
/// @param available agents who could take a contact now. Which queues they are for is not known
record Today(@Nullable QueueFigures figures, int available) {

    public @Nullable Double percent() {
        return figures == null ? null : figures.servicePercent();
    }

    /// Who left within the limit of their queue is no loss.
    public @Nullable Long lost() {
        return figures == null ? null : Long.valueOf(figures.abandoned() - figures.abandonedShort());
    }
}
