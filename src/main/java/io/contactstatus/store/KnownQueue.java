package io.contactstatus.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A queue that contacts have left, as long as its figures are kept.
///
/// @param arn null for what was in no queue
/// @param namedAt when a contact left it by that name; null where nothing tells
public record KnownQueue(
        QueueKey key,
        @Nullable String arn,
        @Nullable String name,
        @Nullable Instant namedAt) {}
