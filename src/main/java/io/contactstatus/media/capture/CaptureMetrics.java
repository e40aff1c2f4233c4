package io.contactstatus.media.capture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// How capturing does. *Behind* is what Kinesis says of each fragment that was read.
final class CaptureMetrics {

    private final AtomicInteger captures;
    private final Counter fragments;
    private final Counter gaps;
    private final Timer behind;
    private final MeterRegistry meters;

    CaptureMetrics(MeterRegistry meters) {
        this.meters = meters;
        captures = meters.gauge("contact_status.media.captures", new AtomicInteger());
        fragments = meters.counter("contact_status.media.fragments");
        gaps = meters.counter("contact_status.media.gaps");
        behind = Timer.builder("contact_status.media.behind")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    void begins() {
        captures.incrementAndGet();
    }

    void ends() {
        captures.decrementAndGet();
    }

    void fragment(long behindMillis) {
        fragments.increment();
        behind.record(Duration.ofMillis(behindMillis));
    }

    void gaps(int count) {
        gaps.increment(count);
    }

    /// @param why codes of Kinesis Video Streams are many: all of those are one
    void reconnect(String why) {
        meters.counter("contact_status.media.reconnects", "why", why.matches("\\d+") ? "error" : why)
                .increment();
    }
}
