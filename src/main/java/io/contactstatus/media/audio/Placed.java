package io.contactstatus.media.audio;

import java.util.List;

/// Where a fragment goes.
public sealed interface Placed {

    /// Behind what is there already, with silence between where its time says so.
    record Appended(Position position, List<SampleSpan> spans) implements Placed {

        public Appended {
            spans = List.copyOf(spans);
        }
    }

    /// So far away in time that a recording of its own begins with it.
    record Elsewhere() implements Placed {}
}
