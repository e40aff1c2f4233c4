package io.contactstatus.ingest;

import io.contactstatus.store.InstanceReport.Counts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// What became of every record that was read. At any time
///
/// *read = stored + ignored + dead_lettered + returned + in flight*
///
/// where *returned* is what was handed back: to a client that will send it again, because the store stayed away
/// longer than the client can wait, to its dead letter after another try in vain, or to a shard's next owner that
/// reads it again. Alert on dead letters growing, and on records in flight that stay.
@Component
class IngestMetrics {

    private final Counter read;
    private final Counter stored;
    private final Counter ignored;
    private final Counter deadLettered;
    private final Counter returned;
    private final Counter dropped;
    private final Counter wrongClocks;
    private final AtomicInteger inFlight = new AtomicInteger();

    IngestMetrics(MeterRegistry meters) {
        read = Counter.builder("contact_status.ingest.read")
                .description("Records taken in, envelopes opened")
                .register(meters);
        stored = outcome(meters, "stored");
        ignored = outcome(meters, "ignored");
        deadLettered = outcome(meters, "dead_lettered");
        returned = outcome(meters, "returned");
        dropped = Counter.builder("contact_status.erasure.dropped")
                .description("Records about contacts that were erased, dropped. They count as stored too")
                .register(meters);
        wrongClocks = Counter.builder("contact_status.ingest.wrong_clocks")
                .description("Records dated more than a day ahead: they count as without a time")
                .register(meters);
        meters.gauge("contact_status.ingest.in_flight", inFlight);
    }

    private static Counter outcome(MeterRegistry meters, String outcome) {
        return Counter.builder("contact_status.ingest.records")
                .description("Records done with, by what became of them")
                .tag("outcome", outcome)
                .register(meters);
    }

    /// What is done is counted before what was read: nothing is ever done that was not read.
    Counts counts() {
        var done = new Counts(0, count(stored), count(ignored), count(deadLettered), count(returned));
        return new Counts(count(read), 0, 0, 0, 0).plus(done);
    }

    private static long count(Counter counter) {
        return (long) counter.count();
    }

    void read(int count) {
        inFlight.addAndGet(count);
        read.increment(count);
    }

    void stored() {
        stored(1);
    }

    void stored(int count) {
        done(stored, count);
    }

    void ignored() {
        done(ignored, 1);
    }

    void deadLettered(int count) {
        done(deadLettered, count);
    }

    void dropped(int count) {
        dropped.increment(count);
    }

    void returned(int count) {
        done(returned, count);
    }

    void wrongClock() {
        wrongClocks.increment();
    }

    private void done(Counter outcome, int count) {
        outcome.increment(count);
        inFlight.addAndGet(-count);
    }
}
