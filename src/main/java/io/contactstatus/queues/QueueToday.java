package io.contactstatus.queues;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.store.QueueKey;
import org.jspecify.annotations.Nullable;

/// What one queue did since midnight.
public record QueueToday(QueueKey key, @Nullable String name, QueueFigures figures) {}
