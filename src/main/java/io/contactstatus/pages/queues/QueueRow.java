package io.contactstatus.pages.queues;

import io.contactstatus.pages.Called;
import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.Span;
import io.contactstatus.queues.FiguresView;
import io.contactstatus.queues.LiveQueueView;
import io.contactstatus.queues.QueueNow;
import io.contactstatus.queues.QueueThresholds;
import io.contactstatus.queues.QueueTrend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A queue as the pages show it.
///
/// @param waiting since the one who waits longest came
/// @param offered null where no trend is shown
/// @param begun when the hours of the trend began
/// @param hours what the trend says, for those who do not see it
public record QueueRow(
        String id,
        Called called,
        @Nullable String instanceId,
        QueueNow now,
        FiguresView today,
        @Nullable Span waiting,
        @Nullable Span callbackWaiting,
        int target,
        @Nullable Sparkline offered,
        List<Instant> begun,
        List<Long> hours,
        List<Long> hoursBefore) {

    /// @param called what the pages call it
    static QueueRow of(Called called, LiveQueueView queue, QueueThresholds marks, DurationThresholds all, Instant now) {
        return new QueueRow(
                queue.id(),
                called,
                queue.instanceId(),
                queue.now(),
                queue.today(),
                Span.counting(queue.now().waitingSince(), now, waits(marks, all)),
                Span.counting(queue.now().callbackWaitingSince(), now, all.callback()),
                marks.target(),
                null,
                List.of(),
                List.of(),
                List.of());
    }

    /// One of them may be the queue's own, and the other one that of all: then the queue's own is as it is set.
    private static DurationThresholds.Queue waits(QueueThresholds marks, DurationThresholds all) {
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

    QueueRow with(QueueTrend trend) {
        var trended = QuarterSeries.hours(trend.now());
        return new QueueRow(
                id,
                called,
                instanceId,
                now,
                today,
                waiting,
                callbackWaiting,
                target,
                Sparkline.of(trend.now(), trend.dayBefore()),
                IntStream.rangeClosed(1, trended.size())
                        .mapToObj(hour -> trend.until().minus(Duration.ofHours(trended.size() + 1L - hour)))
                        .toList(),
                trended,
                QuarterSeries.hours(trend.dayBefore()));
    }

    @Nullable
    String name() {
        return called.name();
    }

    public boolean isBelowTarget() {
        var percent = today.serviceLevel().percent();
        return percent != null && percent < target;
    }
}
