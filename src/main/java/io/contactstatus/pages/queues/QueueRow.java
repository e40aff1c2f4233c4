package io.contactstatus.pages.queues;

import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.Span;
import io.contactstatus.queues.FiguresView;
import io.contactstatus.queues.LiveQueueView;
import io.contactstatus.queues.QueueNow;
import io.contactstatus.queues.QueueThresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A queue as the pages show it.
///
/// @param called its name, where it has one
/// @param tail the end of its id, where nothing else tells it from others
/// @param waiting since the one who waits longest came
/// @param offered null where no trend is shown
/// @param hours what the trend says, for those who do not see it
public record QueueRow(
        String id,
        @Nullable String called,
        @Nullable String tail,
        @Nullable String instanceId,
        QueueNow now,
        FiguresView today,
        @Nullable Span waiting,
        @Nullable Span callbackWaiting,
        int target,
        @Nullable Sparkline offered,
        List<Long> hours,
        List<Long> hoursBefore) {

    private static final int TAIL = 4;

    static QueueRow of(LiveQueueView queue, QueueThresholds marks, DurationThresholds all, Instant now) {
        return new QueueRow(
                queue.id(),
                queue.name(),
                queue.name() == null ? tail(queue.id()) : null,
                queue.instanceId(),
                queue.now(),
                queue.today(),
                Span.counting(queue.now().waitingSince(), now, waits(marks, all)),
                Span.counting(queue.now().callbackWaitingSince(), now, all.callback()),
                marks.target(),
                null,
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

    private static String tail(String id) {
        return id.substring(Math.max(0, id.length() - TAIL));
    }

    QueueRow with(List<Long> trend, List<Long> trendBefore) {
        return new QueueRow(
                id,
                called,
                tail,
                instanceId,
                now,
                today,
                waiting,
                callbackWaiting,
                target,
                Sparkline.of(trend, trendBefore),
                QuarterSeries.hours(trend),
                QuarterSeries.hours(trendBefore));
    }

    /// With the end of its id: another queue has the same name.
    QueueRow toldApart() {
        return new QueueRow(
                id,
                called,
                tail(id),
                instanceId,
                now,
                today,
                waiting,
                callbackWaiting,
                target,
                offered,
                hours,
                hoursBefore);
    }

    public boolean isBelowTarget() {
        var percent = today.serviceLevel().percent();
        return percent != null && percent < target;
    }
}
