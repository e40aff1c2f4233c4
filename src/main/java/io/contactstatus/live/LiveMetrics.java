package io.contactstatus.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;

/// Metrics of live updates. Alert on *lost*, which the next comparison mends, and on subscribers that are
/// dropped again and again.
final class LiveMetrics {

    private static final String FEED = "feed";

    private final MeterRegistry meters;

    LiveMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    <S> void subscribers(String feed, S source, ToDoubleFunction<S> count) {
        meters.gauge("contact_status.live.subscribers", Tags.of(FEED, feed), source, count);
    }

    void maxSubscribers(int most) {
        Gauge.builder("contact_status.live.max_subscribers", () -> most).register(meters);
    }

    /// Changes that were broadcast.
    void changed(String feed, int count) {
        meters.counter("contact_status.live.changes", FEED, feed).increment(count);
    }

    void dropped(String feed) {
        meters.counter("contact_status.live.dropped", FEED, feed).increment();
    }

    /// A change was left out for an audience, because rendering it failed.
    void untold(String feed) {
        meters.counter("contact_status.live.untold", FEED, feed).increment();
    }

    /// The queue was full.
    void lost(String feed) {
        meters.counter("contact_status.live.lost", FEED, feed).increment();
    }

    /// Differences from the store that no change had announced.
    void mended(String feed, int count) {
        meters.counter("contact_status.live.mended", FEED, feed).increment(count);
    }

    /// The store could not be read.
    void uncompared(String feed) {
        meters.counter("contact_status.live.uncompared", FEED, feed).increment();
    }

    void busPublished(int count) {
        meters.counter("contact_status.live.bus.published").increment(count);
    }

    void busReceived(int count) {
        meters.counter("contact_status.live.bus.received").increment(count);
    }

    /// Not published to the other instances, which find it by comparing.
    void busLost(int count) {
        meters.counter("contact_status.live.bus.lost").increment(count);
    }

    void busFailed() {
        meters.counter("contact_status.live.bus.failed").increment();
    }

    <S> void busConnected(S source, ToDoubleFunction<S> connected) {
        meters.gauge("contact_status.live.bus.connected", source, connected);
    }
}
