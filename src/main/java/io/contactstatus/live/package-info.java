/// Live updates: contacts and agents, and their changes, pushed as server-sent events.
///
/// The way of a change: [ChangeQueue] gets it from the store after it was written, or from another instance by
/// the [Bus]; [LiveState] applies and numbers it; each [Broadcast] that wants it appends a [BroadcastMessage];
/// the [StreamWriter] of each [Subscriber] writes that, rendered once for all of them by their [Audience].
///
/// Nothing here is durable, and any change may be lost: the [StateRefresher] compares the state with the store,
/// and a client that may have missed something gets a reset.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "background",
            "contact",
            "instances",
            "masking",
            "problems",
            "store",
            "view",
            "visibility"
        })
package io.contactstatus.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
