package io.contactstatus.store;

import io.contactstatus.contact.QueueDeparture;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// Which contacts that have left their queue are asked for.
///
/// @param queues the queues; what was in no queue is one of an instance
/// @param from that left then or later
/// @param until that left before
/// @param departure says by what they add to figures whether they are worth looking at; its `queueArn` is null
/// @param wanted decides by the contact itself
public record EndedContacts(
        List<QueueKey> queues,
        Instant from,
        Instant until,
        Predicate<QueueDeparture> departure,
        Predicate<StoredContact> wanted) {

    public EndedContacts {
        queues = List.copyOf(queues);
    }
}
