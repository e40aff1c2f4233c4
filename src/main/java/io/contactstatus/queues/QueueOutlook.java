package io.contactstatus.queues;

import io.contactstatus.store.QueueKey;

/// A queue as it is now, what it did since midnight, and where that is going.
public record QueueOutlook(QueueKey key, LiveQueueView view, QueueTrend trend) {}
