package io.contactstatus.ingest;

import io.contactstatus.instances.InstanceFigures;
import io.contactstatus.store.InstanceReport.Arrival;
import io.contactstatus.store.InstanceReport.Counts;
import java.util.List;
import org.springframework.stereotype.Component;

/// What this instance has taken in.
@Component
record IngestFigures(ArrivalStatistics statistics, IngestMetrics metrics) implements InstanceFigures {

    @Override
    public Counts counts() {
        return metrics.counts();
    }

    @Override
    public List<Arrival> arrivals() {
        return statistics.now();
    }
}
