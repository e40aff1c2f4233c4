package io.contactstatus.store;

import java.time.Instant;
import java.util.List;

/// Names of queues and agents that Amazon Connect had to be asked for. May throw [StoreUnavailable].
public interface NameStore {

    enum Kind {
        QUEUE,
        AGENT
    }

    /// @param at when Amazon Connect said so
    record Name(Kind kind, String arn, String name, Instant at) {}

    void keep(Name name);

    /// In no order, and no more than a contact centre has.
    List<Name> all();
}
