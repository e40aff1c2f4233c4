package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.store.Capture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// When nothing may be kept of what was said.
final class PauseTimes {

    /// What may pass until the end of a pause is heard of.
    static final Duration GRACE = Duration.ofMinutes(1);

    private PauseTimes() {}

    /// In their order. Of a beginning and an end at the same time the beginning counts.
    static List<TimeRange> of(Capture.PauseMarks marks) {
        var begun = new TreeSet<>(marks.begun());
        if (marks.silentFrom() != null) {
            begun.add(marks.silentFrom());
        }
        var all = new TreeSet<>(begun);
        all.addAll(marks.ended());
        var times = new ArrayList<TimeRange>();
        Instant since = null;
        for (var at : all) {
            if (begun.contains(at)) {
                since = since == null ? at : since;
            } else if (since != null && !isForEver(marks, at)) {
                times.add(new TimeRange(since, at));
                since = null;
            }
        }
        if (since != null) {
            times.add(new TimeRange(since, null));
        }
        return times;
    }

    private static boolean isForEver(Capture.PauseMarks marks, Instant end) {
        return marks.silentFrom() != null && end.isAfter(marks.silentFrom());
    }

    /// Those of which the end is known, or will hardly be heard of any more. What is stored is not heard in the others
    /// either; but it may have been said after their end.
    static List<TimeRange> known(List<TimeRange> times, Instant now) {
        return times.stream()
                .filter(time -> time.until() != null || time.from().isBefore(now.minus(GRACE)))
                .toList();
    }

    /// The samples with silence in all of these times.
    static List<SampleSpan> silenced(long startMillis, List<SampleSpan> spans, List<TimeRange> times) {
        return times.isEmpty()
                ? spans
                : spans.stream().map(span -> silenced(startMillis, span, times)).toList();
    }

    private static SampleSpan silenced(long startMillis, SampleSpan span, List<TimeRange> times) {
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
