package io.contactstatus.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;

/// How live updates go. Alert on *lost*, which the next comparison mends, and on subscribers that are dropped again and
/// again.
final class LiveMetrics {

    private static final String FEED = "feed";

    private final MeterRegistry meters;

    LiveMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    <S> void subscribers(String feed, S source, ToDoubleFunction<S> count) {
        meters.gauge("contact_status.live.subscribers", Tags.of(FEED, feed), source, count);
    }

    /// Something has changed, and whoever wants to know is told.
    void changed(String feed, int count) {
        meters.counter("contact_status.live.changes", FEED, feed).increment(count);
    }

    void dropped(String feed) {
        meters.counter("contact_status.live.dropped", FEED, feed).increment();
    }

    /// Somebody could not be told of a change, because it could not be put into words.
    void untold(String feed) {
        meters.counter("contact_status.live.untold", FEED, feed).increment();
    }

    /// There was no room for what was heard.
    void lost(String feed) {
        meters.counter("contact_status.live.lost", FEED, feed).increment();
    }

    /// A comparison with the store has found what nobody had told.
    void mended(String feed, int count) {
        meters.counter("contact_status.live.mended", FEED, feed).increment(count);
    }

    /// The store could not be asked.
    void uncompared(String feed) {
        meters.counter("contact_status.live.uncompared", FEED, feed).increment();
    }

    void busPublished(int count) {
        meters.counter("contact_status.live.bus.published").increment(count);
    }

    void busReceived(int count) {
        meters.counter("contact_status.live.bus.received").increment(count);
    }

    /// Not told to the other instances; they find it by comparing.
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
