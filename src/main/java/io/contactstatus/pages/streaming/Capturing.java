package io.contactstatus.pages.streaming;

import io.contactstatus.instances.Figure;
import io.contactstatus.store.InstanceReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How all instances capture calls.
///
/// @param captures that go on
/// @param fragments that were read since the instances were started, as are gaps and reconnects counted
/// @param secondsBehind of the worst fragment of the last minutes
/// @param waiting captures that cannot store what they have; null where it is not told
public record Capturing(
        long captures,
        long fragments,
        @Nullable Long secondsBehind,
        long gaps,
        long reconnects,
        @Nullable Long waiting) {

    /// Null where none captures.
    static @Nullable Capturing of(List<InstanceReport> living) {
        var captures = StreamingStatus.sum(living, Figure.MEDIA_CAPTURES);
        return captures == null
                ? null
                : new Capturing(
                        captures,
                        count(living, Figure.MEDIA_FRAGMENTS),
                        StreamingStatus.greatest(living, Figure.MEDIA_BEHIND),
                        count(living, Figure.MEDIA_GAPS),
                        count(living, Figure.MEDIA_RECONNECTS),
                        StreamingStatus.sum(living, Figure.MEDIA_WAITING));
    }

    private static long count(List<InstanceReport> living, Figure figure) {
        var sum = StreamingStatus.sum(living, figure);
        return sum == null ? 0 : sum;
    }
}
