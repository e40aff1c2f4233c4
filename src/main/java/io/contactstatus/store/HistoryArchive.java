package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the histories of contacts lie that are over, one compressed text each. Every method may throw
/// [StoreUnavailable].
public interface HistoryArchive {

    /// Where nothing is archived.
    HistoryArchive NONE = new HistoryArchive() {

        @Override
        public Optional<Archived> open(ContactId id) {
            return Optional.empty();
        }

        @Override
        public boolean replace(ContactId id, @Nullable String tag, Path content) {
            throw new IllegalStateException("nothing is archived here");
        }

        @Override
        public boolean delete(ContactId id) {
            return false;
        }

        @Override
        public void discardAttempts(ContactId id) {}
    };

    /// @param content to be closed by the reader
    /// @param tag of the content, for [#replace]
    record Archived(InputStream content, String tag) {}

    Optional<Archived> open(ContactId id);

    /// @param tag of what was read and is to be replaced; null where there was nothing
    /// @return false when there is another content by now
    boolean replace(ContactId id, @Nullable String tag, Path content);

    /// Asked again and again while an erasure waits: writes nothing where there is nothing.
    ///
    /// @return whether there was anything
    boolean delete(ContactId id);

    /// Takes away what one that was killed while it wrote has left.
    void discardAttempts(ContactId id);
}
