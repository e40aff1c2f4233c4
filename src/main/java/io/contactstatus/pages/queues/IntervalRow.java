package io.contactstatus.pages.queues;

import io.contactstatus.queues.FigureInterval;
import io.contactstatus.queues.IntervalView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One interval of a queue.
///
/// @param day whether it is one, and told by its date
/// @param inner what it can be opened in
/// @param listed whether its contacts are still kept
public record IntervalRow(
        IntervalView figures, boolean day, @Nullable FigureInterval inner, boolean listed) {

    static IntervalRow of(IntervalView figures, FigureInterval interval, Instant contactsSince) {
        var isListed = !figures.from().isBefore(contactsSince);
        return switch (interval) {
            case PT15M -> new IntervalRow(figures, false, null, isListed);
            case PT1H -> new IntervalRow(figures, false, FigureInterval.PT15M, isListed);
            case P1D -> new IntervalRow(figures, true, FigureInterval.PT15M, isListed);
        };
    }
}
