package io.contactstatus.pages.queues;

import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.Span;
import io.contactstatus.queues.FiguresView;
import io.contactstatus.queues.LiveQueueView;
import io.contactstatus.queues.QueueNow;
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

    static QueueRow of(LiveQueueView queue, int target, DurationThresholds marks, Instant now) {
        return new QueueRow(
                queue.id(),
                queue.name(),
                queue.name() == null ? tail(queue.id()) : null,
                queue.instanceId(),
                queue.now(),
                queue.today(),
                Span.counting(queue.now().waitingSince(), now, marks.queue()),
                Span.counting(queue.now().callbackWaitingSince(), now, marks.callback()),
                target,
                null,
                List.of(),
                List.of());
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
