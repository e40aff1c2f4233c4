package io.contactstatus.backfill;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/// What became of files of Contact Lens, on the instance that reads them.
final class AnalysisFilesMetrics {

    private final Counter read;
    private final Counter leftOut;
    private final AtomicInteger waiting = new AtomicInteger();

    AnalysisFilesMetrics(MeterRegistry meters) {
        read = Counter.builder("contact_status.analysis_files.read")
                .description("Files of Contact Lens that were read")
                .register(meters);
        leftOut = Counter.builder("contact_status.analysis_files.left_out")
                .description("Files of Contact Lens whose contact has not come in time")
                .register(meters);
        Gauge.builder("contact_status.analysis_files.waiting", waiting, AtomicInteger::doubleValue)
                .description("Files of Contact Lens whose contact is not stored yet")
                .register(meters);
    }

    void read() {
        read.increment();
    }

    void leftOut(int files) {
        leftOut.increment(files);
    }

    void waiting(int files) {
        waiting.set(files);
    }
}
