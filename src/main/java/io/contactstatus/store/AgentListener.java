package io.contactstatus.store;

import io.contactstatus.contact.Agent;

/// Hears of every agent that this process has written, after it was written: like [ContactListener], and no more
/// to be relied on.
public interface AgentListener {

    /// Is called by the thread that stores, possibly by many at once: hand it over and return. For one agent
    /// these calls may overtake each other; the order of [Agent]s tells which is newer.
    void shown(Agent agent);
}
