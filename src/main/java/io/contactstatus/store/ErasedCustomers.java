package io.contactstatus.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// Of whom nothing may be kept that began before they were erased: what comes late of a contact that was never heard of
/// has no tombstone.
public interface ErasedCustomers {

    ErasedCustomers NONE = new ErasedCustomers() {

        @Override
        public boolean areNone() {
            return true;
        }

        @Override
        public Optional<Erased> of(Collection<String> keys, Instant began) {
            return Optional.empty();
        }
    };

    /// @param keptUntil how long its tombstones are
    record Erased(String erasureId, Instant keptUntil) {}

    /// Whether nobody ever was.
    boolean areNone();

    /// @param keys that a contact is found by
    /// @param began when it did
    Optional<Erased> of(Collection<String> keys, Instant began);
}
