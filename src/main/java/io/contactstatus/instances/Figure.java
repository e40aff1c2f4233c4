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
    LIVE_SUBSCRIBERS("contact_status.live.subscribers"),
    /// Calls that are being captured.
    MEDIA_CAPTURES("contact_status.media.captures"),
    /// Fragments that were read since the start.
    MEDIA_FRAGMENTS("contact_status.media.fragments"),
    /// How far behind now the worst fragment of the last minutes was, in seconds.
    MEDIA_BEHIND("contact_status.media.behind"),
    /// Stretches of which neither side has anything, in recordings that were finished since the start.
    MEDIA_GAPS("contact_status.media.gaps"),
    /// Connections to streams that had to be made again since the start.
    MEDIA_RECONNECTS("contact_status.media.reconnects"),
    /// Captures that wait for the place where recordings are kept.
    MEDIA_WAITING("contact_status.media.store.waiting");

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
