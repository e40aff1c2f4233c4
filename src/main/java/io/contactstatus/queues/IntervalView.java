package io.contactstatus.queues;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.contact.QueueFigures.Limits;
import io.contactstatus.queues.FiguresView.ServiceLevel;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The figures of one interval, in one object with its boundaries.
@Schema(name = "QueueInterval")
public record IntervalView(
        Instant from,
        Instant until,
        long offered,
        long answered,
        long answeredWithin,
        long abandoned,
        long abandonedShort,
        long callbacksRequested,
        long wentOn,
        long transferredOut,
        long others,
        ServiceLevel serviceLevel,
        long answerSeconds,
        long handleSeconds,
        @Nullable Long averageAnswerSeconds,
        @Nullable Long averageHandleSeconds,
        long longestWaitSeconds,
        QueueFigures.Callbacks callbacks) {

    static IntervalView of(Instant from, Instant until, QueueFigures sum, Limits limits) {
        var figures = FiguresView.of(sum, limits);
        return new IntervalView(
                from,
                until,
                figures.offered(),
                figures.answered(),
                figures.answeredWithin(),
                figures.abandoned(),
                figures.abandonedShort(),
                figures.callbacksRequested(),
                figures.wentOn(),
                figures.transferredOut(),
                figures.others(),
                figures.serviceLevel(),
                figures.answerSeconds(),
                figures.handleSeconds(),
                figures.averageAnswerSeconds(),
                figures.averageHandleSeconds(),
                figures.longestWaitSeconds(),
                figures.callbacks());
    }
}
