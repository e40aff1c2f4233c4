package io.contactstatus.media.files;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The parts of a recording that is not finished: appended one by one, read at any place, joined at the end.
///
/// Each part is created under the number after the last one, by which two owners find out about each other: the second
/// one's part is there already. Not safe for use by several threads.
public final class RecordingParts {

    private static final int WINDOW = 64 * 1024;

    private record Extent(long customerFrom, long agentFrom, long customerTo, long agentTo) {

        static Extent of(Segment segment) {
            return new Extent(
                    segment.from().customerSamples(),
                    segment.from().agentSamples(),
                    segment.to().customerSamples(),
                    segment.to().agentSamples());
        }

        boolean overlaps(Side side, long from, long to) {
            return switch (side) {
                case CUSTOMER -> customerFrom < to && from < customerTo;
                case AGENT -> agentFrom < to && from < agentTo;
            };
        }
    }

    private final ObjectStore store;
    private final RecordingName name;
    private final List<Extent> extents = new ArrayList<>();
    private Position position;

    private RecordingParts(ObjectStore store, RecordingName name, Position start) {
        this.store = store;
        this.name = name;
        position = start;
    }

    /// One that nothing is stored of yet.
    public static RecordingParts begin(ObjectStore store, String contactId, Position start) {
        return new RecordingParts(store, RecordingName.of(contactId, start.startMillis()), start);
    }

    /// The unfinished recordings of a contact, oldest first.
    public static List<RecordingParts> of(ObjectStore store, String contactId) {
        return store.list(RecordingName.partsOf(contactId)).stream()
                .flatMap(key -> RecordingName.ofPart(key).stream())
                .distinct()
                .flatMap(name -> find(store, name).stream())
                .toList();
    }

    public static Optional<RecordingParts> find(ObjectStore store, RecordingName name) {
        var parts = new RecordingParts(store, name, Position.startingAt(0));
        parts.refresh();
        return parts.extents.isEmpty() ? Optional.empty() : Optional.of(parts);
    }

    /// Reads what others have appended meanwhile.
    public void refresh() {
        for (var segment = next(); segment.isPresent(); segment = next()) {
            add(segment.get());
        }
    }

    private Optional<Segment> next() {
        return store.read(name.part(extents.size() + 1)).map(Segment::of);
    }

    private void add(Segment segment) {
        extents.add(Extent.of(segment));
        position = segment.to();
    }

    public RecordingName name() {
        return name;
    }

    /// Where the last part ends.
    public Position position() {
        return position;
    }

    /// False when the part of another owner is there: what it has, and all that comes after, is not ours to write.
    ///
    /// The answer to an own write may have been lost; the owner tells.
    public boolean append(Segment segment) {
        var key = name.part(extents.size() + 1);
        if (isFinished()) {
            return false;
        }
        if (store.create(key, segment.toBytes())) {
            // Finished just now: with the other parts the one that this would have met is gone.
            if (isFinished()) {
                store.delete(key);
                return false;
            }
        } else {
            var there = store.read(key).map(Segment::of);
            if (there.isEmpty()
                    || there.get().owner() != segment.owner()
                    || !there.get().to().equals(segment.to())) {
                return false;
            }
        }
        add(segment);
        return true;
    }

    private boolean isFinished() {
        return store.read(name.json()).isPresent();
    }

    /// Silences what is stored already. Does nothing where it is silent.
    public void silence(long from, long to) {
        for (var side : Side.values()) {
            store.discardAttempts(name.wav(side));
        }
        for (var i = 0; i < extents.size(); i++) {
            if (extents.get(i).overlaps(Side.CUSTOMER, from, to)
                    || extents.get(i).overlaps(Side.AGENT, from, to)) {
                var key = name.part(i + 1);
                store.read(key).ifPresent(bytes -> {
                    var silent = Segment.of(bytes).silenced(from, to).toBytes();
                    if (!Arrays.equals(silent, bytes)) {
                        store.replace(key, silent);
                    }
                });
            }
        }
    }

    /// Samples of one side, with silence where there are none.
    public byte[] samples(Side side, long from, long to) {
        var samples = new byte[(int) (to - from) * Pcm.BYTES];
        for (var i = 0; i < extents.size(); i++) {
            if (extents.get(i).overlaps(side, from, to)) {
                store.read(name.part(i + 1))
                        .map(Segment::of)
                        .ifPresent(segment -> copy(segment, side, from, to, samples));
            }
        }
        return samples;
    }

    private static void copy(Segment segment, Side side, long from, long to, byte[] samples) {
        for (var span : segment.spans()) {
            if (span.side() == side) {
                span.copyInto(samples, from, to);
            }
        }
    }

    /// All spans in their order, one part at a time.
    public void forEachSegment(Consumer<Segment> consumer) {
        for (var i = 0; i < extents.size(); i++) {
            store.read(name.part(i + 1)).map(Segment::of).ifPresent(consumer);
        }
    }

    /// Makes the files out of the parts, which stay: a crash in between repeats harmlessly.
    public void join() {
        for (var side : Side.values()) {
            store.write(
                    name.wav(side),
                    WavHeader.BYTES + position.samples(side) * Pcm.BYTES,
                    content(side, position.samples(side)));
        }
    }

    /// All parts of a recording, readable or not.
    public static void delete(ObjectStore store, RecordingName name) {
        store.list(name.parts()).reversed().forEach(store::delete);
    }

    /// After the files are there, or the recording is to be gone.
    public void deleteParts() {
        // From the end: what is left after a crash still begins at the beginning, and is found.
        for (var number = extents.size(); number > 0; number--) {
            store.delete(name.part(number));
        }
    }

    /// All there is of it, finished or not.
    public void delete() {
        new RecordingFiles(store, name).delete();
        deleteParts();
    }

    private ObjectStore.Content content(Side side, long samples) {
        return WavContent.of(1, samples, from -> samples(side, from, Math.min(samples, from + WINDOW)), WINDOW);
    }
}
