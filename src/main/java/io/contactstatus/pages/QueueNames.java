package io.contactstatus.pages;

import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.SeatView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What queues are called, as far as any contact has told. Contact events have only the id of a queue, so one contact
/// often does not know what another one does.
@Component
class QueueNames {

    /// More than an instance of Amazon Connect may have; what is beyond is shown by its id.
    private static final int MOST = 2_000;

    private static final int SHORT = 8;

    private final Map<String, String> byId = new ConcurrentHashMap<>();

    /// Of those names that only one queue has.
    private volatile Map<String, String> idOf = Map.of();

    void learn(ContactSummaryView contact) {
        var queue = contact.queue();
        if (queue != null) {
            learn(queue.id(), queue.name());
        }
    }

    /// An agent event tells of both, so whoever is at a seat is a teacher, too.
    void learn(SeatView seat) {
        for (var held : seat.contacts()) {
            var queue = held.queue();
            if (queue != null) {
                learn(queue.id(), queue.name());
            }
        }
    }

    private void learn(@Nullable String id, @Nullable String name) {
        if (id != null
                && name != null
                && (byId.size() < MOST || byId.containsKey(id))
                && !name.equals(byId.put(id, name))) {
            turnRound();
        }
    }

    private synchronized void turnRound() {
        var ids = new HashMap<String, String>();
        var shared = new HashSet<String>();
        byId.forEach((id, name) -> {
            if (ids.put(name, id) != null) {
                shared.add(name);
            }
        });
        ids.keySet().removeAll(shared);
        idOf = Map.copyOf(ids);
    }

    /// Its name, else the beginning of its id.
    @Nullable
    String shown(@Nullable String id, @Nullable String name) {
        if (name != null || id == null) {
            return name;
        }
        var known = byId.get(id);
        if (known != null) {
            return known;
        }
        return id.length() > SHORT ? id.substring(0, SHORT) + "…" : id;
    }

    /// The id of the one queue of that name.
    @Nullable
    String id(@Nullable String name) {
        return name == null ? null : idOf.get(name);
    }
}
