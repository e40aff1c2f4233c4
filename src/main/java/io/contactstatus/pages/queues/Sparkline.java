package io.contactstatus.pages.queues;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Two lines over the same hours, of today and of the day before, on one scale. Points are for `polyline`.
///
/// @param most what reaches the top
/// @param empty whether both are nothing but zeros
public record Sparkline(String now, String dayBefore, long most, boolean empty) {

    static final int WIDTH = 240;
    static final int HEIGHT = 40;

    /// So that a line at the top is not cut in half.
    private static final int MARGIN = 2;

    static Sparkline of(List<Long> now, List<Long> dayBefore) {
        var most = Stream.of(now, dayBefore)
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        return new Sparkline(points(now, most), points(dayBefore, most), most, most == 0);
    }

    private static String points(List<Long> values, long most) {
        var last = Math.max(1, values.size() - 1);
        return IntStream.range(0, values.size())
                .mapToObj(at -> WIDTH * at / last + "," + height(values.get(at), most))
                .collect(Collectors.joining(" "));
    }

    private static long height(long value, long most) {
        var room = HEIGHT - 2 * MARGIN;
        return HEIGHT - MARGIN - (most == 0 ? 0 : room * value / most);
    }
}
