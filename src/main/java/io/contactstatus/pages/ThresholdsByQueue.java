package io.contactstatus.pages;

import io.contactstatus.queues.QueueThresholds;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// When a duration is marked as long in a queue: as everywhere, but for how long its customers may wait where
/// `contact-status.queues.by-id` says so. All pages ask here, so that none is calm about what another one marks.
public final class ThresholdsByQueue {

    private final DurationThresholds all;
    private final Function<@Nullable String, QueueThresholds> own;

    /// @param own of a queue by its id; null for no queue
    public ThresholdsByQueue(DurationThresholds all, Function<@Nullable String, QueueThresholds> own) {
        this.all = all;
        this.own = own;
    }

    /// @param queueId null for no queue
    public DurationThresholds of(@Nullable String queueId) {
        var marks = own.apply(queueId);
        return marks.waitWarn() == null && marks.waitAlert() == null ? all : all.with(waits(marks));
    }

    /// One of them may be the queue's own, and the other one that of all: then the queue's own is as it is set.
    private DurationThresholds.Queue waits(QueueThresholds marks) {
        var ownWarn = marks.waitWarn();
        var ownAlert = marks.waitAlert();
        if (ownAlert != null) {
            return new DurationThresholds.Queue(
                    ownWarn == null ? earlier(all.queue().warn(), ownAlert) : ownWarn, ownAlert);
        }
        return ownWarn == null
                ? all.queue()
                : new DurationThresholds.Queue(
                        ownWarn, later(ownWarn, all.queue().alert()));
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
