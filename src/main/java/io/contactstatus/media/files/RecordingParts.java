package io.contactstatus.media.files;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The parts of a recording that is not finished: appended one by one, read at any place, joined at the end.
///
/// Each part is created under the number after the last one, by which two owners find out about each other: the second
/// one's part is there already. One thread appends or silences; others may read beside it.
public final class RecordingParts {

    private static final int WINDOW = 64 * 1024;

    private record Extent(long customerFrom, long agentFrom, long customerTo, long agentTo) {

        static Extent of(Position from, Position to) {
            return new Extent(from.customerSamples(), from.agentSamples(), to.customerSamples(), to.agentSamples());
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
    private final List<Extent> extents = new CopyOnWriteArrayList<>();
    private volatile Position position;

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
    public synchronized void refresh() {
        for (var segment = next(); segment.isPresent(); segment = next()) {
            add(segment.get().from(), segment.get().to());
        }
    }

    private Optional<Segment> next() {
        return store.read(name.part(extents.size() + 1)).map(Segment::of);
    }

    private void add(Position from, Position to) {
        extents.add(Extent.of(from, to));
        position = to;
    }

    public RecordingName name() {
        return name;
    }

    /// Where the last part ends.
    public Position position() {
        return position;
    }

    boolean append(Segment segment) {
        return append(segment.encoded());
    }

    /// False when the part of another owner is there: what it has, and all that comes after, is not ours to write.
    ///
    /// The answer to an own write may have been lost; the owner tells.
    public synchronized boolean append(EncodedSegment segment) {
        var key = name.part(extents.size() + 1);
        if (isFinished()) {
            return false;
        }
        if (store.create(key, segment.bytes())) {
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
        add(segment.from(), segment.to());
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
    ///
    /// @throws RecordingGone where a part is gone
    public byte[] samples(Side side, long from, long to) {
        return samples(side, from, to, this::segment);
    }

    private byte[] samples(Side side, long from, long to, IntFunction<Segment> segments) {
        var samples = new byte[(int) (to - from) * Pcm.BYTES];
        for (var i = 0; i < extents.size(); i++) {
            if (extents.get(i).overlaps(side, from, to)) {
                copy(segments.apply(i + 1), side, from, to, samples);
            }
        }
        return samples;
    }

    private Segment segment(int number) {
        return store.read(name.part(number)).map(Segment::of).orElseThrow(RecordingGone::new);
    }

    /// The segment that was read last: windows of samples that follow each other are mostly of the same one.
    private final class LastSegment implements IntFunction<Segment> {

        private int number;
        private @Nullable Segment segment;

        @Override
        public Segment apply(int wanted) {
            var known = segment;
            if (known == null || wanted != number) {
                known = segment(wanted);
                segment = known;
                number = wanted;
            }
            return known;
        }
    }

    private static void copy(Segment segment, Side side, long from, long to, byte[] samples) {
        for (var span : segment.spans()) {
            if (span.side() == side) {
                span.copyInto(samples, from, to);
            }
        }
    }

    /// All spans in their order, one part at a time.
    ///
    /// @throws RecordingGone where a part is gone
    public void forEachSegment(Consumer<Segment> consumer) {
        for (var i = 0; i < extents.size(); i++) {
            consumer.accept(segment(i + 1));
        }
    }

    /// Makes a file out of the parts, which stay: a crash in between repeats harmlessly.
    ///
    /// @throws RecordingGone where another owner has finished it
    public void join(Side side) {
        store.write(
                name.wav(side),
                WavHeader.BYTES + position.samples(side) * Pcm.BYTES,
                content(side, position.samples(side)));
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
        var last = new LastSegment();
        return WavContent.of(1, samples, from -> samples(side, from, Math.min(samples, from + WINDOW), last), WINDOW);
    }
}
