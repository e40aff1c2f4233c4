package io.contactstatus.store;

import java.time.Instant;
import java.util.Optional;

/// Interruptions of what is heard, after which live contacts may long be over. May throw [StoreUnavailable].
public interface GapStore {

    GapStore NONE = new GapStore() {

        @Override
        public void keep(Instant end, String where) {}

        @Override
        public Optional<Instant> last() {
            return Optional.empty();
        }
    };

    /// @param end from then on all is heard again
    /// @param where the stream and the shard
    void keep(Instant end, String where);

    /// The end of the last one.
    Optional<Instant> last();
}
