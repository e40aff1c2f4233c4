package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.media.AudioRun.State;
import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.audio.SpectrumFrames;
import io.contactstatus.media.files.RecordingGone;
import io.contactstatus.media.files.RecordingName;
import io.contactstatus.media.files.RecordingParts;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.store.CaptureStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Recordings that are captured just now, by whichever instance: what has been stored of them.
final class GrowingRecordings {

    private static final int MOST_AT_ONCE = 30 * Pcm.PER_SECOND;

    /// In whole frames of a spectrum.
    private static final int A_SECOND = 16 * Pcm.PER_FRAME;

    /// Of these recordings, what their parts are; each new one is read once.
    private static final int MOST_GROWING = 256;

    private final CaptureStore captures;
    private final ObjectStore store;

    private final Map<RecordingName, RecordingParts> growing = new LinkedHashMap<>(16, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<RecordingName, RecordingParts> eldest) {
            return size() > MOST_GROWING;
        }
    };

    GrowingRecordings(CaptureStore captures, ObjectStore store) {
        this.captures = captures;
        this.store = store;
    }

    /// How far the newest recording of a contact has grown.
    ///
    /// @param reached null where there is none yet
    /// @param spans what has come since; empty when another recording has begun
    record Growth(@Nullable RecordingName name, @Nullable Position reached, List<SampleSpan> spans, boolean isOver) {

        static final Growth NONE = new Growth(null, null, List.of(), false);

        private static final Growth OVER = new Growth(null, null, List.of(), true);

        boolean isBegun() {
            return name != null;
        }

        /// One for each side and second, as an instance that reads the call itself has them.
        List<SpectrumFrames> frames() {
            var frames = new ArrayList<SpectrumFrames>();
            for (var span : spans) {
                for (var from = span.offset(); from < span.end(); from += A_SECOND) {
                    var second = Objects.requireNonNull(span.within(from, from + A_SECOND));
                    frames.addAll(
                            SpectrumFrames.of(Objects.requireNonNull(reached).startMillis(), List.of(second)));
                }
            }
            return frames;
        }
    }

    Growth growth(ContactId contact, Growth before) {
        var capture = captures.find(contact);
        if (capture.isEmpty()) {
            return Growth.OVER;
        }
        if (capture.get().runs().isEmpty()) {
            return Growth.NONE;
        }
        var run = RecordedRun.of(capture.get().runs().lastEntry().getValue());
        if (!run.state().equals(State.CAPTURING.name())
                || Permission.of(capture.get().consent()) instanceof Permission.Withdrawn) {
            return Growth.OVER;
        }
        var silent = PauseTimes.of(capture.get().pauses());
        return parts(run.name())
                .map(parts -> growth(run, parts, silent, before))
                .orElse(before);
    }

    private static Growth growth(RecordedRun run, RecordingParts parts, List<TimeRange> silent, Growth before) {
        var position = parts.position();
        var known = run.name().equals(before.name()) ? before.reached() : null;
        var spans = known == null ? List.<SampleSpan>of() : spans(parts, known, position);
        return new Growth(run.name(), position, PauseTimes.silenced(run.startMillis(), spans, silent), false);
    }

    /// Of each side what it has had since: one that is not heard for a while does not hold up the other. Some seconds
    /// at
    /// most, however long ago it was looked.
    private static List<SampleSpan> spans(RecordingParts parts, Position from, Position to) {
        try {
            return Arrays.stream(Side.values())
                    .flatMap(side -> spans(parts, side, from.samples(side), to.samples(side)))
                    .toList();
        } catch (RecordingGone finishedJustNow) {
            return List.of();
        }
    }

    private static Stream<SampleSpan> spans(RecordingParts parts, Side side, long from, long to) {
        var first = Math.max(from, to - MOST_AT_ONCE);
        return first == to ? Stream.empty() : Stream.of(new SampleSpan(side, first, parts.samples(side, first, to)));
    }

    /// No lock is held while the store is read: one that is slow for a recording is not for the others.
    Optional<RecordingParts> parts(RecordingName name) {
        var known = known(name);
        if (known != null) {
            known.refresh();
            return Optional.of(known);
        }
        var found = RecordingParts.find(store, name);
        found.ifPresent(parts -> {
            synchronized (growing) {
                growing.putIfAbsent(name, parts);
            }
        });
        return found;
    }

    private @Nullable RecordingParts known(RecordingName name) {
        synchronized (growing) {
            return growing.get(name);
        }
    }
}
