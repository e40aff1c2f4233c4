package io.contactstatus.store;

import io.contactstatus.contact.Seat;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Agents' seats, each as all its agent events show it.
public interface SeatStore {

    /// Joins the seat with what is known of it.
    default void show(Seat seat) {
        show(seat, known -> {});
    }

    /// Joins the seat with what is known of it.
    ///
    /// @param first is told what was known each time before it is written, null for nothing: what follows from
    ///   the change must be stored before the change is, for a repetition would not find it any more
    void show(Seat seat, Consumer<@Nullable Seat> first);

    /// What [#show] would join with, as far as this instance knows without asking twice.
    Optional<Seat> known(String agentId);

    Optional<Seat> find(String agentId);

    /// In a stable order.
    Page<Seat> all(int limit, @Nullable String from);
}
