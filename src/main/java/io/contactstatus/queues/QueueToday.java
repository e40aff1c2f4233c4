package io.contactstatus.queues;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.store.QueueKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one queue did since midnight.
///
/// @param profiles the routing profiles whose agents are for it; null where nothing tells them
public record QueueToday(
        QueueKey key,
        @Nullable String name,
        QueueFigures figures,
        @Nullable Set<RoutingProfileKey> profiles) {}
