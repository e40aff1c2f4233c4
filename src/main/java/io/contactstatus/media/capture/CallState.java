package io.contactstatus.media.capture;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a capture has to know of its call, and asks for again and again.
///
/// @param from where streaming began
/// @param until where it was stopped; null while it goes on, or no record has said so
/// @param lastFragment the number of the last fragment; null likewise
/// @param over whether the customer is gone
/// @param silent in their order, by the times of the events that told them
record CallState(
        String streamArn,
        Instant from,
        @Nullable Instant until,
        @Nullable String lastFragment,
        boolean over,
        Permission permission,
        List<TimeRange> silent) {

    CallState {
        silent = List.copyOf(silent);
    }

    /// The same, of which nothing may be kept any more.
    CallState withdrawn() {
        return new CallState(streamArn, from, until, lastFragment, over, new Permission.Withdrawn(), silent);
    }
}
