package io.contactstatus.pages.queues;

import io.contactstatus.pages.Called;
import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.Span;
import io.contactstatus.queues.FiguresView;
import io.contactstatus.queues.LiveQueueView;
import io.contactstatus.queues.QueueNow;
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
    static QueueRow of(Called called, LiveQueueView queue, int target, DurationThresholds marks, Instant now) {
        return new QueueRow(
                queue.id(),
                called,
                queue.instanceId(),
                queue.now(),
                queue.today(),
                Span.counting(queue.now().waitingSince(), now, marks.queue()),
                Span.counting(queue.now().callbackWaitingSince(), now, marks.callback()),
                target,
                null,
                List.of(),
                List.of(),
                List.of());
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
