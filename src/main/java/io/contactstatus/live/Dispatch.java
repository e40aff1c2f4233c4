package io.contactstatus.live;

import io.contactstatus.live.LiveThreads.Work;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deals with what was heard, one thing after the other: for those who follow here, and for the other instances.
final class Dispatch<T> {

    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);

    private final LiveFeed<T> feed;
    private final Hearing<T> hearing;
    private final Upkeep<T> upkeep;
    private final Bus bus;
    private final Consumer<T> others;
    private final LiveMetrics metrics;

    /// @param others how the bus is told of it
    Dispatch(LiveFeed<T> feed, Hearing<T> hearing, Upkeep<T> upkeep, Bus bus, Consumer<T> others, LiveMetrics metrics) {
        this.feed = feed;
        this.hearing = hearing;
        this.upkeep = upkeep;
        this.bus = bus;
        this.others = others;
        this.metrics = metrics;
    }

    /// A platform thread: thousands of virtual ones may want to run at the same time, and all of them wait for it.
    Work work() {
        return new Work("live-" + feed.subject().name(), true, this::run, hearing::end);
    }

    private void run() throws InterruptedException {
        hearing.begin();
        for (var heard = hearing.take(); heard != null; heard = hearing.take()) {
            if (hearing.hasLost()) {
                upkeep.doubt();
                bus.tellOfGap();
            }
            var item = heard.item();
            if (item != null) {
                tell(item, heard.here() && bus.isThere());
            }
        }
    }

    private void tell(Supplier<T> made, boolean tellOthers) {
        var present = feed.present();
        if (present == null && !tellOthers) {
            return;
        }
        try {
            var item = made.get();
            if (present != null && present.heard(item)) {
                metrics.changed(feed.subject().name(), 1);
            }
            if (tellOthers) {
                others.accept(item);
            }
        } catch (RuntimeException failure) {
            // Its message may quote what has changed.
            log.error(
                    "a change of {} is not told: {}",
                    feed.subject().name(),
                    failure.getClass().getName());
        }
    }
}
