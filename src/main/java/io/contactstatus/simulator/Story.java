package io.contactstatus.simulator;

import java.util.List;

/// One customer's experience from first ring to contact record, or an agent's shift.
///
/// The truth in `expected` survives every [Disturbance]: what may get lost is said again by a record that may
/// not.
///
/// @param records in the order Amazon would emit them, undisturbed
/// @param expected one entry per contact id; empty if no contact takes part
public record Story(String name, List<SimulatedRecord> records, List<ExpectedContact> expected) {

    public Story {
        records = List.copyOf(records);
        expected = List.copyOf(expected);
    }
}
