package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known about capturing contacts. Every method may throw [StoreUnavailable], and prolongs what it writes to.
///
/// However often something is said of one contact, its item stays small enough to be written.
public interface CaptureStore {

    /// Does nothing where a later order is known. The same again does no harm, and one that says when it was stopped
    /// completes the one that did not.
    void order(ContactId contact, Capture.Order order, Duration keep);

    /// In any order, any number of times.
    ///
    /// @param at when it was given or refused
    void consent(ContactId contact, boolean given, Instant at, Duration keep);

    /// In any order, any number of times.
    ///
    /// @param at when the pause began or ended
    void pause(ContactId contact, boolean begins, Instant at, Duration keep);

    /// From then on erasures find it by these keys, also when the contact itself has expired.
    void belongs(ContactId contact, Capture.Belonging to, Duration keep);

    void recorded(ContactId contact, Capture.Recorded recorded, Duration keep);

    void run(ContactId contact, int number, Map<String, String> said, Duration keep);

    /// False, and nothing is done, where something else was said of it meanwhile.
    ///
    /// @param before what was said of it; null where nothing was
    boolean replaceRun(
            ContactId contact,
            int number,
            @Nullable Map<String, String> before,
            Map<String, String> said,
            Duration keep);

    void erase(ContactId contact);

    /// As of all writes before.
    Optional<Capture> find(ContactId contact);

    /// Claims that all recordings lie in the directory of this id. False while another one is claimed.
    ///
    /// @param lease after so long without a claim any other may be made
    boolean claimDirectory(String id, Duration lease);

    /// Gives the claim back, so that another directory may be claimed at once.
    void releaseDirectory(String id);
}
