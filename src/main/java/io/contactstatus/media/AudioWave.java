package io.contactstatus.media;

import java.util.List;

/// How loud both sides are, in points of the same length from the start.
///
/// @param customer 0 for silence to 255 for full scale
/// @param agent likewise
public record AudioWave(long pointMillis, List<Integer> customer, List<Integer> agent) {

    public AudioWave {
        customer = List.copyOf(customer);
        agent = List.copyOf(agent);
    }
}
