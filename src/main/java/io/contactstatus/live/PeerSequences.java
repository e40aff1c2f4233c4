package io.contactstatus.live;

import java.util.LinkedHashMap;
import java.util.Map;

/// The last message number of each other instance, to notice messages that were lost.
final class PeerSequences {

    /// Instances come and go; the one that has been silent for longest is forgotten.
    private static final int MAX = 1_000;

    private final Map<String, Long> numbers = new LinkedHashMap<>();

    /// @return whether a message that was sent before this one has not arrived
    synchronized boolean isGapBefore(BusMessage message) {
        var known = numbers.getOrDefault(message.from(), 0L);
        numbers.remove(message.from());
        numbers.put(message.from(), Math.max(known, message.number()));
        if (numbers.size() > MAX) {
            numbers.remove(numbers.keySet().iterator().next());
        }
        return message.number() > known + (message.isBeat() ? 0 : 1);
    }
}
