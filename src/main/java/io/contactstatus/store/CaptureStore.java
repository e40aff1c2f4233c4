package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What is known about capturing contacts. Every method may throw [StoreUnavailable], and prolongs what it writes to.
public interface CaptureStore {

    /// Does nothing where a later order is known. The same again does no harm, and one that says when it was stopped
    /// completes the one that did not.
    void order(ContactId contact, Capture.Order order, Duration keep);

    /// In any order, any number of times.
    void mark(ContactId contact, Capture.Mark mark, Duration keep);

    void run(ContactId contact, int number, Map<String, String> said, Duration keep);

    /// As of all writes before.
    Optional<Capture> find(ContactId contact);
}
