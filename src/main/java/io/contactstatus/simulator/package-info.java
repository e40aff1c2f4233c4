/// An Amazon Connect instance that does not exist: it plays whole contacts and tells about them the way the
/// real one does, as contact events, flow logs, agent events, flow events and contact records, byte for byte in
/// their wire form.
///
/// It serves the tests of other modules (a [Story][io.contactstatus.simulator.Story] carries the truth its
/// records have to add up to), the load benches, and the demonstration that runs without an AWS account. What a
/// bad network does to the records is kept apart, in [Disturbance][io.contactstatus.simulator.Disturbance].
///
/// It knows nothing of the rest of the application. In a running service it feeds whatever bean implements
/// [SimulatedRecords][io.contactstatus.simulator.SimulatedRecords], and the application refuses to start when
/// that could reach a real table.
@NullMarked
@ApplicationModule(allowedDependencies = {"switches"})
package io.contactstatus.simulator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
