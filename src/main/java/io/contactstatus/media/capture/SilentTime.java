package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.store.Capture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// From when until when nothing may be kept of what was said.
///
/// @param until null while it lasts
record SilentTime(Instant from, @Nullable Instant until) {

    /// In their order. Of a beginning and an end at the same time the beginning counts.
    static List<SilentTime> of(Capture.PauseMarks marks) {
        var begun = new TreeSet<>(marks.begun());
        if (marks.silentFrom() != null) {
            begun.add(marks.silentFrom());
        }
        var all = new TreeSet<>(begun);
        all.addAll(marks.ended());
        var times = new ArrayList<SilentTime>();
        Instant since = null;
        for (var at : all) {
            if (begun.contains(at)) {
                since = since == null ? at : since;
            } else if (since != null && !isForEver(marks, at)) {
                times.add(new SilentTime(since, at));
                since = null;
            }
        }
        if (since != null) {
            times.add(new SilentTime(since, null));
        }
        return times;
    }

    private static boolean isForEver(Capture.PauseMarks marks, Instant end) {
        return marks.silentFrom() != null && end.isAfter(marks.silentFrom());
    }

    /// @param startMillis of the recording
    long firstSample(long startMillis) {
        return (from.toEpochMilli() - startMillis) * Pcm.PER_MILLI;
    }

    /// The one after the last.
    long endSample(long startMillis) {
        return until == null ? Long.MAX_VALUE : (until.toEpochMilli() - startMillis) * Pcm.PER_MILLI;
    }

    /// The samples with silence in all of these times.
    static List<SampleSpan> within(long startMillis, List<SampleSpan> spans, List<SilentTime> times) {
        return times.isEmpty()
                ? spans
                : spans.stream().map(span -> within(startMillis, span, times)).toList();
    }

    private static SampleSpan within(long startMillis, SampleSpan span, List<SilentTime> times) {
        var samples = span.samples();
        var isOwn = false;
        for (var time : times) {
            var first = Math.max(span.offset(), time.firstSample(startMillis));
            var end = Math.min(span.end(), time.endSample(startMillis));
            if (first < end) {
                samples = isOwn ? samples : samples.clone();
                isOwn = true;
                Arrays.fill(
                        samples,
                        (int) (first - span.offset()) * Pcm.BYTES,
                        (int) (end - span.offset()) * Pcm.BYTES,
                        (byte) 0);
            }
        }
        return new SampleSpan(span.side(), span.offset(), samples);
    }
}
