package io.contactstatus.backfill;

import io.contactstatus.backfill.BackFill.Counts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What this instance has read back. An object that was begun again counts again.
final class BackFillMetrics {

    private final Counter objects;
    private final Counter broken;
    private final Counter bytes;
    private final Counter records;

    BackFillMetrics(MeterRegistry meters) {
        objects = counter(meters, "objects", "Objects read to their ends");
        broken = counter(meters, "broken", "Objects of which something could not be read");
        bytes = counter(meters, "bytes", "Bytes as they lie in the bucket");
        records = counter(meters, "records", "Records handed on to the ingestion, envelopes not opened");
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder("contact_status.backfill." + name)
                .description(description)
                .register(meters);
    }

    void read(Counts counts) {
        objects.increment((double) counts.objects());
        broken.increment((double) counts.broken());
        bytes.increment((double) counts.bytes());
        records.increment((double) counts.records());
    }
}
