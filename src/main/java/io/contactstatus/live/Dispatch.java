package io.contactstatus.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deals with what was heard, one thing after the other.
final class Dispatch<T> {

    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);

    private final LiveFeed<T> feed;
    private final Hearing<T> hearing;
    private final Upkeep<T> upkeep;
    private final Bus bus;
    private final LiveMetrics metrics;

    Dispatch(LiveFeed<T> feed, Hearing<T> hearing, Upkeep<T> upkeep, Bus bus, LiveMetrics metrics) {
        this.feed = feed;
        this.hearing = hearing;
        this.upkeep = upkeep;
        this.bus = bus;
        this.metrics = metrics;
    }

    void run() throws InterruptedException {
        while (true) {
            var heard = hearing.take();
            if (hearing.hasLost()) {
                upkeep.doubt();
                bus.tellOfGap();
            }
            try {
                deal(heard);
            } catch (RuntimeException failure) {
                log.error(
                        "a change of {} is not told: {}",
                        feed.subject().name(),
                        failure.getClass().getName());
            }
        }
    }

    private void deal(Hearing.Heard<T> heard) {
        var present = feed.present();
        var tellOthers = heard.here() && bus.isThere();
        if (present == null && !tellOthers) {
            return;
        }
        var item = heard.item().get();
        if (present != null && present.heard(item)) {
            metrics.changed(feed.subject().name());
        }
        if (tellOthers) {
            bus.tell(feed.subject(), item);
        }
    }
}
