package io.contactstatus.simulator;

import java.util.List;

/// Where simulated records go: whoever wants them played into the real ingestion provides one bean of this.
@FunctionalInterface
public interface SimulatedRecords {

    /// Takes a batch as a stream would deliver it. An exception means that it has to come again.
    void accept(List<SimulatedRecord> records);
}
