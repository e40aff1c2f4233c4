package io.contactstatus.queues;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What pages mark at a queue.
///
/// @param target the service level in percent that it should reach
/// @param waitWarn null for as at all queues
/// @param waitAlert null for as at all queues
public record QueueThresholds(
        int target, @Nullable Duration waitWarn, @Nullable Duration waitAlert) {}
