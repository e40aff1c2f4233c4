package io.contactstatus.instances;

import io.contactstatus.store.InstanceReport.Arrival;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.InstanceReport.StreamReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one module contributes to the report of this instance. A module implements the methods that it has
/// something to say to, as a bean.
///
/// They are called every few seconds and when a page is opened, from any thread, and answer from memory.
public interface InstanceFigures {

    /// What became of all records since the start.
    default Counts counts() {
        return Counts.NONE;
    }

    default List<Arrival> arrivals() {
        return List.of();
    }

    /// In the order in which they are shown.
    default List<StreamReport> streams() {
        return List.of();
    }

    /// Only those that are known now.
    default Map<Figure, Double> figures() {
        return Map.of();
    }

    /// Null while all is well.
    default @Nullable Trouble trouble() {
        return null;
    }
}
