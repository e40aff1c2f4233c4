package io.contactstatus.live;

import java.time.Duration;
import java.util.List;

/// Renders many changes together, as the difference between two snapshots.
///
/// Belongs to one [Broadcast]. It is called by one thread at a time and keeps the last snapshot that was
/// rendered.
public interface ViewDigest<T> {

    /// The least time between two renderings; changes in between are rendered together.
    Duration pace();

    /// Moves on to a newer snapshot, which [#different] and [#whole] are about until the next call.
    void take(LiveSnapshot<T> snapshot);

    /// What has changed since the snapshot before; empty when nothing visible has.
    List<ServerEvent> different();

    /// All of the last snapshot, for subscribers that do not know the one before.
    List<ServerEvent> whole();
}
