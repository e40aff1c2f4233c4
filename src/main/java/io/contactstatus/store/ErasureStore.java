package io.contactstatus.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of erasures, for as long as records of what was erased may still come. Every method may throw
/// [StoreUnavailable].
public interface ErasureStore {

    /// Does nothing where there is one of this id.
    void begin(Erasure erasure);

    /// As of all writes before.
    Optional<Erasure> find(String id);

    /// Newest first, bounded.
    List<Erasure> all();

    /// Adds to what was erased. What is waiting is replaced.
    /// Adds what was erased; how many wait is left as it is. Nothing where the erasure is not known any more.
    void add(String id, Erasure.Counts more);

    void count(String id, Erasure.Counts more);

    /// Records came after the erasure, and were dropped.
    void dropped(String id, int records);

    void done(String id, Instant at);
}
