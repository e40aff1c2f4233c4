package io.contactstatus.ingest;

import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.SimulatedRecords;
import io.contactstatus.store.StoreRetry;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Plays simulated records through the very same ingestion as real ones.
@Component
@ConditionalOnProperty(name = "contact-status.simulator.output", havingValue = "ingest", matchIfMissing = true)
class SimulatedIngest implements SimulatedRecords {

    private final ContactIngest ingest;

    SimulatedIngest(ContactIngest ingest) {
        this.ingest = ingest;
    }

    @Override
    public void accept(List<SimulatedRecord> simulated) {
        var records = simulated.stream()
                .map(record -> new RawRecord(record.payload(), "simulated"))
                .toList();
        ingest.accept("simulator", records, StoreRetry.endless());
    }
}
