package io.contactstatus.recordings;

import java.util.List;

/// How loud both sides were, in points of the same length from the start.
///
/// @param customer 0 for silence to 255 for full scale
/// @param agent likewise
public record AudioLevels(long pointMillis, List<Integer> customer, List<Integer> agent) {

    public AudioLevels {
        customer = List.copyOf(customer);
        agent = List.copyOf(agent);
    }
}
