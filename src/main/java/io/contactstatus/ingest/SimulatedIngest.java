package io.contactstatus.ingest;

import io.contactstatus.simulator.SimulatedRecords;
import java.util.List;
import org.springframework.stereotype.Component;

/// Plays simulated records through the very same ingestion as real ones.
@Component
class SimulatedIngest implements SimulatedRecords {

    private final ContactIngest ingest;

    SimulatedIngest(ContactIngest ingest) {
        this.ingest = ingest;
    }

    @Override
    public void accept(List<byte[]> payloads) {
        var records = payloads.stream()
                .map(payload -> new RawRecord(payload, "simulated"))
                .toList();
        ingest.accept("simulator", records, Patience.endless());
    }
}
