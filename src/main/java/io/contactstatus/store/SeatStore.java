package io.contactstatus.store;

import io.contactstatus.contact.Seat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Agents' seats, each as its newest agent event shows it.
public interface SeatStore {

    /// Joins the seat with what is known of it: the newer event stays, and what was missed at either.
    void show(Seat seat);

    Optional<Seat> find(String agentId);

    /// In a stable order.
    Page<Seat> all(int limit, @Nullable String from);
}
