package io.contactstatus.store;

import io.contactstatus.contact.ProfileQueues;
import java.util.List;

/// Which queues the agents of each routing profile are for. Every method may throw [StoreUnavailable].
public interface ProfileQueuesStore {

    /// Keeps it, unless something newer is kept. Every event of every agent tells its profile: what is known already
    /// costs nothing.
    void keep(ProfileQueues told);

    /// In no order, and a minute old at most.
    List<ProfileQueues> all();
}
