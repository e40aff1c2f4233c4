package io.contactstatus.simulator;

import java.time.Instant;
import java.util.List;

/// Emits the contact records of a leg about a minute after it is over, now and then with later copies: an
/// attribute that was added, or the customer's data deleted.
final class ContactRecordFiling {

    private final Dice dice;
    private final Pace pace;
    private final RecordedCalls recordings;
    private final List<SimulatedRecord> records;

    ContactRecordFiling(Dice dice, Pace pace, RecordedCalls recordings, List<SimulatedRecord> records) {
        this.dice = dice;
        this.pace = pace;
        this.recordings = recordings;
        this.records = records;
    }

    void file(SimulatedLeg leg, Instant now) {
        var filed = pace.after(leg.completed == null ? now : leg.completed, dice.between(62_000, 68_000));
        record(leg, filed);
        if (dice.chance(0.15)) {
            filed = laterThan(filed);
            leg.attributes.put("disposition", "resolved");
            record(leg, filed);
        }
        if (leg.previous == null && leg.next == null && leg.customerNumber != null && dice.chance(0.03)) {
            filed = laterThan(filed);
            leg.erased = true;
            record(leg, filed);
        }
    }

    /// At least one whole second, or the two records could not be told apart.
    private Instant laterThan(Instant filed) {
        return pace.after(filed, dice.between(30_000, 120_000)).plusSeconds(1);
    }

    private void record(SimulatedLeg leg, Instant lastUpdate) {
        var emitted = pace.after(lastUpdate, dice.between(200, 2_000));
        records.add(new SimulatedRecord(
                emitted,
                RecordKind.CONTACT_RECORD,
                leg.contactId,
                ContactRecordWriter.write(leg, lastUpdate, recordings.locationOf(leg))));
    }
}
