package io.contactstatus.simulator;

import java.util.List;

/// Where simulated records go. The module that takes them in provides the bean.
@FunctionalInterface
public interface SimulatedRecords {

    /// Takes a batch as a stream would deliver it. An exception means that it has to come again.
    void accept(List<SimulatedRecord> records);
}
