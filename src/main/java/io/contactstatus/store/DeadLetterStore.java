package io.contactstatus.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What could not be read or stored, kept until it is deleted or expires.
public interface DeadLetterStore {

    /// One record.
    ///
    /// @param position see [DeadLetter]
    /// @return the id it is kept under
    default String keep(String reason, String pipe, String position, byte[] payload) {
        return keepAll(List.of(new NewDeadLetter(reason, pipe, position, payload, 1)))
                .getFirst();
    }

    /// @return the ids they are kept under
    List<String> keepAll(List<NewDeadLetter> letters);

    /// With its payload.
    Optional<DeadLetter> find(String id);

    /// Newest first, without payloads.
    Page<DeadLetter> newest(int limit, @Nullable String from);

    /// False when there was none.
    boolean delete(String id);
}
