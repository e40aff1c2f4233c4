package io.contactstatus.store;

import org.jspecify.annotations.Nullable;

/// A queue that contacts have left, as long as its figures are kept.
///
/// @param arn null for what was in no queue
public record KnownQueue(
        QueueKey key, @Nullable String arn, @Nullable String name) {}
