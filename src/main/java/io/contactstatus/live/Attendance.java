package io.contactstatus.live;

import java.util.LinkedHashMap;
import java.util.Map;

/// Who has told how much, to notice what did not arrive.
final class Attendance {

    /// Instances come and go.
    private static final int MOST = 1_000;

    private final Map<String, Long> numbers = new LinkedHashMap<>();

    /// @return whether something that was told before this message has not arrived
    synchronized boolean isGapBefore(BusMessage message) {
        var known = numbers.getOrDefault(message.from(), 0L);
        numbers.remove(message.from());
        numbers.put(message.from(), Math.max(known, message.number()));
        if (numbers.size() > MOST) {
            numbers.remove(numbers.keySet().iterator().next());
        }
        return message.number() > known + (message.isBeat() ? 0 : 1);
    }
}
