package io.contactstatus.queues;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.store.QuarterHour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/// How many contacts left a queue in the last hours, by quarters that have ended, and a day before.
///
/// @param until the end of the last quarter
/// @param now the latest last
/// @param dayBefore in the same quarters
public record QueueTrend(Instant until, List<Long> now, List<Long> dayBefore) {

    static final Duration SPAN = Duration.ofHours(6);

    public QueueTrend {
        now = List.copyOf(now);
        dayBefore = List.copyOf(dayBefore);
    }

    static QueueTrend of(SortedMap<Instant, QueueFigures> quarters, Instant until) {
        return new QueueTrend(until, offered(quarters, until), offered(quarters, until.minus(Duration.ofDays(1))));
    }

    private static List<Long> offered(SortedMap<Instant, QueueFigures> quarters, Instant until) {
        return Stream.iterate(until.minus(SPAN), until::isAfter, from -> from.plus(QuarterHour.LENGTH))
                .map(from -> quarters.getOrDefault(from, QueueFigures.NONE).offered())
                .toList();
    }
}
