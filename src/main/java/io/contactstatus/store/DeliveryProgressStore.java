package io.contactstatus.store;

import java.util.Optional;

/// How far deliveries came that will be repeated as a whole, with the same id and the same records, until they were
/// taken to their end. Forgotten after some hours: nothing is repeated for longer.
public interface DeliveryProgressStore {

    /// @param records that are stored, from the first one on
    /// @param fingerprint of these records
    record Progress(long records, String fingerprint) {}

    Optional<Progress> find(String delivery);

    void advance(String delivery, Progress progress);

    /// It is at its end, or not the same as before.
    void forget(String delivery);
}
