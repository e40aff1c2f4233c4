package io.contactstatus.reconcile;

import io.contactstatus.connect.DescribeAnswer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/// How the repair goes, on the instance that does it.
final class ReconcileMetrics {

    private final MeterRegistry meters;
    private final AtomicInteger doubtful = new AtomicInteger();

    ReconcileMetrics(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("contact_status.reconcile.doubtful", doubtful, AtomicInteger::doubleValue)
                .description("Live contacts that Amazon Connect is to be asked about")
                .register(meters);
    }

    void doubtful(int contacts) {
        doubtful.set(contacts);
    }

    /// What could not be asked, because of the contact itself.
    void broken() {
        asked("DescribeContact", "broken");
    }

    /// @param operation as Amazon Connect calls it
    void asked(String operation, DescribeAnswer answer) {
        var outcome = switch (answer) {
            case DescribeAnswer.Described described -> "described";
            case DescribeAnswer.Unknown() -> "unknown";
            case DescribeAnswer.Throttled() -> "throttled";
            case DescribeAnswer.Forbidden() -> "forbidden";
            case DescribeAnswer.Failed failed -> "failed";
        };
        asked(operation, outcome);
    }

    private void asked(String operation, String outcome) {
        meters.counter("contact_status.reconcile.asked", "operation", operation, "outcome", outcome)
                .increment();
    }
}
