package io.contactstatus.pages.queues;

import io.contactstatus.queues.IntervalView;
import io.contactstatus.store.QuarterHour;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Figures of the last hours by quarters, beside those of the day before.
public final class QuarterSeries {

    static final Duration SPAN = Duration.ofHours(12);

    private static final Duration DAY = Duration.ofDays(1);
    private static final int QUARTERS_OF_AN_HOUR = 4;

    private final Instant until;
    private final Map<Instant, IntervalView> quarters;

    /// @param until a full quarter
    QuarterSeries(List<IntervalView> quarters, Instant until) {
        this.until = until;
        this.quarters = quarters.stream().collect(Collectors.toMap(IntervalView::from, Function.identity()));
    }

    static Instant oldest(Instant until) {
        return until.minus(DAY).minus(SPAN);
    }

    /// One figure as a picture, and by hours as numbers.
    ///
    /// @param name of the figure
    public record Trend(String name, Sparkline line, List<Long> hours, List<Long> hoursBefore) {}

    Trend sums(String name, ToLongFunction<IntervalView> figure) {
        var now = of(figure, until);
        var before = of(figure, until.minus(DAY));
        return new Trend(name, Sparkline.of(now, before), hours(now), hours(before));
    }

    Trend longest(String name, ToLongFunction<IntervalView> figure) {
        var now = of(figure, until);
        var before = of(figure, until.minus(DAY));
        return new Trend(name, Sparkline.of(now, before), longestHours(now), longestHours(before));
    }

    /// The beginnings of the hours.
    List<Instant> beginnings() {
        return Stream.iterate(until.minus(SPAN), until::isAfter, from -> from.plus(Duration.ofHours(1)))
                .toList();
    }

    private List<Long> of(ToLongFunction<IntervalView> figure, Instant end) {
        return Stream.iterate(end.minus(SPAN), end::isAfter, from -> from.plus(QuarterHour.LENGTH))
                .map(quarters::get)
                .map(quarter -> quarter == null ? 0 : figure.applyAsLong(quarter))
                .toList();
    }

    static List<Long> hours(List<Long> values) {
        return byHour(values)
                .map(hour -> hour.stream().mapToLong(Long::longValue).sum())
                .toList();
    }

    private static List<Long> longestHours(List<Long> values) {
        return byHour(values)
                .map(hour -> hour.stream().mapToLong(Long::longValue).max().orElse(0))
                .toList();
    }

    private static Stream<List<Long>> byHour(List<Long> values) {
        return IntStream.range(0, values.size() / QUARTERS_OF_AN_HOUR)
                .mapToObj(hour -> values.subList(hour * QUARTERS_OF_AN_HOUR, (hour + 1) * QUARTERS_OF_AN_HOUR));
    }
}
