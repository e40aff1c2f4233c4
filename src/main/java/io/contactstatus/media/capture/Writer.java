package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Placed;
import io.contactstatus.media.audio.Placement;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.files.RecordingParts;
import io.contactstatus.media.matroska.Fragment;
import io.contactstatus.objects.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the fragments of one call, each whole or not at all, into recordings: mostly one, and another where the clock
/// jumps.
///
/// What is not written yet is in memory, some seconds of it; it is read again after a crash. It is written beside the
/// reading. A store that is away is waited for, and meanwhile nothing more is read.
final class Writer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Writer.class);

    /// 16 seconds of both sides.
    private static final int MOST_BYTES = 512 * 1024;

    /// What is read faster than it was spoken is stored in larger parts, of so many usual ones: each part costs the
    /// store the same, whatever its size.
    private static final int LARGE = 12;

    /// How many captures of this process may collect a large part at a time: after a failure of the store all of them
    /// have a backlog. One takes 4 MB while it is collected, and as much while it is stored.
    private static final Semaphore LARGE_PARTS = new Semaphore(4);

    /// A clock that jumps to and fro must not make files without end.
    private static final int MOST_RECORDINGS = 32;

    private final CapturedCall call;
    private final ObjectStore store;
    private final Placement placement;
    private final long samplesOfSegment;
    private final long nanosOfSegment;
    private final long owner;
    private final StoreAccess access;
    private final RecordingEnd end;
    private final PartStoring storing = new PartStoring();
    private final Set<TimeRange> silenced = new HashSet<>();
    private final List<RecordingParts> recordings = new ArrayList<>();
    private List<SampleSpan> pending = new ArrayList<>();
    private int pendingBytes;
    private long firstPending;
    private long samplesHandedOver;
    private long samplesUntilDue;
    private boolean isLarge;
    private @Nullable Position position;
    private List<TimeRange> finished = List.of();

    Writer(CapturedCall call, ObjectStore store, Duration maxGap, Duration segment, long owner) {
        this.call = call;
        this.store = store;
        this.owner = owner;
        access = new StoreAccess(call);
        end = new RecordingEnd(call, store, access);
        placement = new Placement(maxGap);
        samplesOfSegment = Pcm.in(segment);
        // Calls that began together do not all store at the same moment.
        samplesUntilDue = samplesOfSegment / 2 + Math.floorMod(owner, samplesOfSegment / 2 + 1);
        nanosOfSegment = segment.toNanos();
    }

    /// Goes on with what is stored already, and claims it: its owner before writes nothing more. What that one had
    /// finished is left as it is.
    synchronized void takeOver() throws InterruptedException {
        for (var parts : access.done(() -> RecordingParts.of(store, call.contactId()))) {
            var json = access.done(() -> store.read(parts.name().json()));
            if (json.isPresent()) {
                end.finishAgain(parts, json.get());
            } else {
                recordings.add(parts);
            }
        }
        for (var parts : List.copyOf(recordings)) {
            claim(parts);
        }
        // Not the latest by its name: where the clock has jumped, that is not the one that was gone on with.
        recordings.sort(Comparator.comparingInt(RecordingParts::recording));
        position = recordings.isEmpty() ? null : recordings.getLast().position();
        samplesHandedOver = position == null ? 0 : position.samples();
        finished = call.recorded();
    }

    /// Its owner may be writing just now: then what that was is ours as well. Null where it has just been finished.
    private @Nullable Position claim(RecordingParts parts) throws InterruptedException {
        while (!access.done(() ->
                parts.append(parts.segment(owner, parts.position(), List.of()).encoded()))) {
            if (end.isFinished(parts)) {
                recordings.remove(parts);
                return null;
            }
            access.done(() -> parts.refresh());
        }
        return parts.position();
    }

    /// How far it has come; null when nothing was kept yet.
    synchronized @Nullable Position position() {
        return position;
    }

    /// When the latest of what its owners before have finished ends, in milliseconds since 1970.
    synchronized long finishedUntil() {
        return finished.stream()
                .mapToLong(recorded -> Objects.requireNonNull(recorded.until()).toEpochMilli())
                .max()
                .orElse(0);
    }

    /// Takes the fragment, unless it was taken before.
    synchronized void write(Fragment fragment) throws InterruptedException {
        if (fragment.blocks().isEmpty()) {
            return;
        }
        if (finished.stream().anyMatch(recorded -> has(recorded, fragment))) {
            return;
        }
        var at = position;
        if (at == null) {
            at = Placement.startOf(fragment);
        } else if (isTaken(at, fragment)) {
            return;
        }
        switch (placement.place(at, fragment)) {
            case Placed.Appended(var next, var spans) -> {
                current(at);
                position = next;
                if (pending.isEmpty()) {
                    firstPending = System.nanoTime();
                }
                pending.addAll(spans);
                pendingBytes +=
                        spans.stream().mapToInt(span -> span.samples().length).sum();
                call.heard(next, silent(next, spans), fragment.behindMillis());
            }
            case Placed.Elsewhere() -> elsewhere(fragment);
        }
        if (isDue()) {
            beginStoring();
        }
    }

    /// Whether the fragment is in it. One that only begins in it comes after it: samples are placed a little later than
    /// their own time where a clock is slow.
    private static boolean has(TimeRange recorded, Fragment fragment) {
        return recorded.from().toEpochMilli() <= fragment.timeMillis()
                && fragment.lastMillis()
                        < Objects.requireNonNull(recorded.until()).toEpochMilli();
    }

    private boolean isDue() {
        var at = position;
        if (at == null || pending.isEmpty()) {
            return false;
        }
        var samples = at.samples() - samplesHandedOver;
        if (samples < samplesUntilDue && pendingBytes < MOST_BYTES) {
            return false;
        }
        return samples >= LARGE * samplesOfSegment
                || pendingBytes >= LARGE * MOST_BYTES
                || !isBacklog()
                || !takesLargePart();
    }

    private boolean isBacklog() {
        return System.nanoTime() - firstPending < nanosOfSegment / 2;
    }

    private boolean takesLargePart() {
        isLarge = isLarge || LARGE_PARTS.tryAcquire();
        return isLarge;
    }

    private void forgetPending() {
        pending = new ArrayList<>();
        pendingBytes = 0;
        if (isLarge) {
            isLarge = false;
            LARGE_PARTS.release();
        }
    }

    private static boolean isTaken(Position at, Fragment fragment) {
        return at.fragments() > 0
                && fragment.lastMillis() <= at.lastMillis()
                && at.startMillis() <= Placement.startOf(fragment).startMillis();
    }

    private RecordingParts current(Position start) {
        if (recordings.isEmpty()) {
            recordings.add(RecordingParts.begin(store, call.contactId(), start, 0));
        }
        return recordings.getLast();
    }

    private void elsewhere(Fragment fragment) throws InterruptedException {
        commit();
        if (recordings.size() >= MOST_RECORDINGS) {
            log.warn("dropped a fragment of {}: the clock of its stream jumps to and fro", call.contactId());
            return;
        }
        position = null;
        samplesHandedOver = 0;
        var start = Placement.startOf(fragment);
        var number = recordings.isEmpty() ? 0 : recordings.getLast().recording() + 1;
        recordings.add(RecordingParts.begin(store, call.contactId(), start, number));
        write(fragment);
    }

    /// When nothing has come since for a while: what has is not kept in memory alone.
    synchronized void commitIfOld() throws InterruptedException {
        if (!pending.isEmpty() && System.nanoTime() - firstPending >= nanosOfSegment) {
            commit();
        } else if (storing.isSettled()) {
            storing.settle();
        }
    }

    /// Stores what was taken, and the place to go on with it.
    synchronized void commit() throws InterruptedException {
        beginStoring();
        storing.settle();
    }

    private void beginStoring() throws InterruptedException {
        storing.settle();
        var at = position;
        if (at == null || recordings.isEmpty() || at.equals(recordings.getLast().position())) {
            return;
        }
        var parts = recordings.getLast();
        var segment = parts.segment(owner, at, silent(at, pending)).encoded();
        forgetPending();
        samplesHandedOver = at.samples();
        samplesUntilDue = samplesOfSegment;
        storing.begin(() -> {
            if (!access.done(() -> parts.append(segment))) {
                throw new CaptureLost(end.isFinished(parts));
            }
            call.stored(parts.name(), at);
        });
    }

    /// Silences what is stored already.
    synchronized void silence(List<TimeRange> times) throws InterruptedException {
        if (silenced.containsAll(times)) {
            return;
        }
        storing.settle();
        for (var time : times) {
            if (silenced.contains(time)) {
                continue;
            }
            for (var parts : recordings) {
                var start = parts.position().startMillis();
                access.done(() -> parts.silence(time.firstSample(start), time.endSample(start)));
            }
            silenced.add(time);
        }
    }

    private List<SampleSpan> silent(Position at, List<SampleSpan> spans) {
        return PauseTimes.silenced(at.startMillis(), spans, call.state().silent());
    }

    /// Makes the files. Repeats harmlessly whatever of it was done before.
    synchronized void finish() throws InterruptedException {
        commit();
        adopt();
        silence(call.state().silent());
        for (var parts : recordings) {
            if (parts.position().samples() > 0) {
                end.finish(parts);
            }
        }
    }

    /// What a capture that was ordered earlier has stored only after this one had begun.
    private void adopt() throws InterruptedException {
        var known = recordings.stream().map(RecordingParts::name).collect(Collectors.toSet());
        for (var parts : access.done(() -> RecordingParts.of(store, call.contactId(), name -> !known.contains(name)))) {
            if (claim(parts) != null) {
                recordings.addFirst(parts);
                silenced.clear();
            }
        }
    }

    /// Permission was taken back.
    synchronized void discard() throws InterruptedException {
        storing.settle();
        forgetPending();
        adopt();
        position = null;
        samplesHandedOver = 0;
        for (var parts : recordings) {
            access.done(() -> parts.delete());
            call.withdrawn(parts.name());
        }
        recordings.clear();
    }

    /// Whether there is nothing to make files of.
    synchronized boolean isEmpty() {
        return recordings.stream().allMatch(parts -> parts.position().samples() == 0);
    }

    /// What is in memory still is not stored any more.
    @Override
    public void close() {
        storing.close();
        synchronized (this) {
            forgetPending();
        }
    }
}
