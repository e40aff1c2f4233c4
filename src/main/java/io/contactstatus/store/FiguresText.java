package io.contactstatus.store;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.contact.QueueFigures.Callbacks;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Figures as they are stored: numbers in an order that is part of the format.
final class FiguresText {

    private static final int NUMBERS = 16;

    private FiguresText() {}

    static String written(QueueFigures figures) {
        return LongStream.of(
                        figures.offered(),
                        figures.answered(),
                        figures.answeredWithin(),
                        figures.abandoned(),
                        figures.abandonedShort(),
                        figures.callbacksRequested(),
                        figures.wentOn(),
                        figures.transferredOut(),
                        figures.others(),
                        figures.leftWithin(),
                        figures.answerSeconds(),
                        figures.handleSeconds(),
                        figures.longestWaitSeconds(),
                        figures.callbacks().offered(),
                        figures.callbacks().answered(),
                        figures.callbacks().notReached())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(","));
    }

    static QueueFigures read(String written) {
        var all = Arrays.stream(written.split(",")).mapToLong(Long::parseLong).toArray();
        if (all.length != NUMBERS) {
            throw new IllegalArgumentException("figures of another version");
        }
        return new QueueFigures(
                all[0],
                all[1],
                all[2],
                all[3],
                all[4],
                all[5],
                all[6],
                all[7],
                all[8],
                all[9],
                all[10],
                all[11],
                all[12],
                new Callbacks(all[13], all[14], all[15]));
    }
}
