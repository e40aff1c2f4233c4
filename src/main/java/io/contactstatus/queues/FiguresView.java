package io.contactstatus.queues;

import io.contactstatus.contact.QueueFigures;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Figures as they are told. Without a denominator there is no percentage and no average.
@Schema(name = "QueueFigures")
public record FiguresView(
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

    /// @param percent of those whom an agent could have reached in time
    /// @param connectPercent as Amazon Connect counts it
    public record ServiceLevel(
            long withinSeconds,
            @Nullable Double percent,
            @Nullable Double connectPercent) {}

    static FiguresView of(QueueFigures figures, QueueFigures.Limits limits) {
        return new FiguresView(
                figures.offered(),
                figures.answered(),
                figures.answeredWithin(),
                figures.abandoned(),
                figures.abandonedShort(),
                figures.callbacksRequested(),
                figures.wentOn(),
                figures.transferredOut(),
                figures.others(),
                new ServiceLevel(limits.serviceLevel().toSeconds(), figures.servicePercent(), figures.connectPercent()),
                figures.answerSeconds(),
                figures.handleSeconds(),
                figures.averageAnswerSeconds(),
                figures.averageHandleSeconds(),
                figures.longestWaitSeconds(),
                figures.callbacks());
    }
}
