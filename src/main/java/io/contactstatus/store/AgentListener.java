package io.contactstatus.store;

import io.contactstatus.contact.Agent;

/// Hears of every seat that this process has written, after it was written: like [ContactListener], and no more
/// to be relied on.
public interface AgentListener {

    /// Is called by whoever stores, and possibly by many at once: hand it over and return. For one agent these
    /// calls may overtake each other; the seats' order tells which is newer.
    void shown(Agent seat);
}
