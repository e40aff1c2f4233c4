package io.contactstatus.store;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which contacts that are over, and have changed, are asked for.
///
/// @param queues that they left; null for any queue and none
/// @param since of which news came then or later
/// @param wanted decides by the contact itself
public record ChangedContacts(@Nullable Set<QueueKey> queues, Instant since, Predicate<StoredContact> wanted) {

    boolean want(StoredContact stored) {
        return EndedEntry.of(stored.snapshot())
                        .filter(entry -> queues == null || queues.contains(entry.queue()))
                        .isPresent()
                && wanted.test(stored);
    }
}
