package io.contactstatus.store;

import io.contactstatus.contact.Seat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Agents' seats, each as its newest agent event shows it.
public interface SeatStore {

    /// Keeps the seat unless a newer event was there first.
    void show(Seat seat);

    Optional<Seat> find(String agentId);

    /// In a stable order.
    Page<Seat> all(int limit, @Nullable String from);
}
