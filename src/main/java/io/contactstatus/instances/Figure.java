package io.contactstatus.instances;

import io.contactstatus.store.InstanceReport;
import org.jspecify.annotations.Nullable;

/// A number in a report that has no field of its own there.
///
/// An instance reports only figures of what is switched on: where nothing is announced, nothing is pending.
public enum Figure {
    /// Changes in memory that are not announced yet.
    ANNOUNCE_PENDING("contact_status.announce.pending"),
    /// How long the longest-waiting change has been waiting, in seconds.
    ANNOUNCE_OLDEST("contact_status.announce.oldest"),
    /// Configured streams that are not read.
    MISSING_STREAMS("contact_status.kinesis.missing_streams"),
    /// Open connections for live updates.
    LIVE_SUBSCRIBERS("contact_status.live.subscribers");

    private final String storedName;

    Figure(String storedName) {
        this.storedName = storedName;
    }

    /// What it is called in a stored report. Never changes: instances of different versions read each other's
    /// reports.
    String storedName() {
        return storedName;
    }

    /// @return null where the instance has not reported it
    public @Nullable Double of(InstanceReport report) {
        return report.figures().get(storedName);
    }
}
