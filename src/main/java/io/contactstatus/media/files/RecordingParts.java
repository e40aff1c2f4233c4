package io.contactstatus.media.files;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.media.files.Segment.Stretch;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The parts of a recording that is not finished: appended one by one, read at any place, joined at the end.
///
/// Each part is created under the number after the last one, by which two owners find out about each other: the second
/// one's part is there already. One thread appends or silences; others may read beside it.
public final class RecordingParts {

    /// 30 seconds: few requests, and nothing large for the heap.
    private static final int WINDOW = 30 * Pcm.PER_SECOND;

    private final ObjectStore store;
    private final RecordingName name;

    /// What each part has, in their order.
    private final List<List<Stretch>> contents = new CopyOnWriteArrayList<>();
    private volatile Position position;
    private volatile int recording;

    /// Whether its owner before may have begun files that end where the parts did.
    private boolean mayHaveAttempts;

    private RecordingParts(ObjectStore store, RecordingName name, Position start, int recording) {
        this.store = store;
        this.name = name;
        this.recording = recording;
        position = start;
    }

    /// One that nothing is stored of yet.
    ///
    /// @param recording how many of the call were begun before
    public static RecordingParts begin(ObjectStore store, String contactId, Position start, int recording) {
        return new RecordingParts(store, RecordingName.of(contactId, start.startMillis()), start, recording);
    }

    /// The unfinished recordings of a contact, oldest first.
    public static List<RecordingParts> of(ObjectStore store, String contactId) {
        return of(store, contactId, name -> true);
    }

    /// @param wanted the others are not read
    public static List<RecordingParts> of(ObjectStore store, String contactId, Predicate<RecordingName> wanted) {
        return store.list(RecordingName.partsOf(contactId)).stream()
                .flatMap(key -> RecordingName.ofPart(key).stream())
                .distinct()
                .filter(wanted)
                .flatMap(name -> find(store, name).stream())
                .toList();
    }

    public static Optional<RecordingParts> find(ObjectStore store, RecordingName name) {
        var parts = new RecordingParts(store, name, Position.startingAt(0), 0);
        parts.mayHaveAttempts = true;
        parts.refresh();
        return parts.contents.isEmpty() ? Optional.empty() : Optional.of(parts);
    }

    /// Reads what others have appended meanwhile.
    public synchronized void refresh() {
        for (var next = next(); next.isPresent(); next = next()) {
            add(next.get());
        }
    }

    private Optional<Segment.Index> next() {
        return index(name.part(contents.size() + 1));
    }

    private Optional<Segment.Index> index(String key) {
        return store.read(key).map(Segment.Index::of);
    }

    private void add(Segment.Index part) {
        contents.add(part.stretches());
        position = part.to();
        // An older version of the service, which goes on for a while beside this one, says none.
        recording = Math.max(recording, part.recording());
    }

    public RecordingName name() {
        return name;
    }

    /// Where the last part ends.
    public Position position() {
        return position;
    }

    /// How many recordings of the call were begun before this one.
    public int recording() {
        return recording;
    }

    /// What comes next.
    public Segment segment(long owner, Position to, List<SampleSpan> spans) {
        return new Segment(owner, recording, position, to, spans);
    }

    boolean append(Segment segment) {
        return append(segment.encoded());
    }

    /// False when the part of another owner is there: what it has, and all that comes after, is not ours to write.
    ///
    /// The answer to an own write may have been lost; the owner tells.
    public synchronized boolean append(EncodedSegment segment) {
        var key = name.part(contents.size() + 1);
        if (isFinished()) {
            return false;
        }
        var part = segment.index();
        discardShorter(part.to());
        if (store.create(key, segment.length(), (from, to, out) -> segment.writeTo(out))) {
            // Finished just now: with the other parts the one that this would have met is gone.
            if (isFinished()) {
                store.delete(key);
                return false;
            }
        } else {
            var there = index(key);
            if (there.isEmpty()
                    || there.get().owner() != part.owner()
                    || !there.get().to().equals(part.to())) {
                return false;
            }
        }
        add(part);
        return true;
    }

    /// Attempts at files that are to be longer now: their headers would say how long those before would have been. Who
    /// only claims the recording goes on with them.
    private void discardShorter(Position to) {
        if (mayHaveAttempts
                && Arrays.stream(Side.values()).anyMatch(side -> to.samples(side) != position.samples(side))) {
            discardAttempts();
            mayHaveAttempts = false;
        }
    }

    private void discardAttempts() {
        for (var side : Side.values()) {
            store.discardAttempts(name.wav(side));
        }
    }

    private boolean isFinished() {
        return store.read(name.json()).isPresent();
    }

    /// Silences what is stored already. Does nothing where it is silent.
    public void silence(long from, long to) {
        discardAttempts();
        for (var i = 0; i < contents.size(); i++) {
            if (contents.get(i).stream().anyMatch(stretch -> stretch.offset() < to && from < stretch.end())) {
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
        var samples = new byte[(int) (to - from) * Pcm.BYTES];
        for (var i = 0; i < contents.size(); i++) {
            for (var stretch : contents.get(i)) {
                if (stretch.side() == side && stretch.offset() < to && from < stretch.end()) {
                    read(i + 1, stretch, Math.max(from, stretch.offset()), Math.min(to, stretch.end()))
                            .copyInto(samples, from, to);
                }
            }
        }
        return samples;
    }

    private SampleSpan read(int number, Stretch stretch, long from, long to) {
        return store.read(name.part(number), stretch.byteOf(from), stretch.byteOf(to))
                .map(bytes -> new SampleSpan(stretch.side(), from, bytes))
                .orElseThrow(RecordingGone::new);
    }

    /// All that there is, and nothing of the silence between, in the order in which it was spoken, some seconds at a
    /// time.
    ///
    /// @throws RecordingGone where a part is gone
    public void forEachSpan(Consumer<SampleSpan> consumer) {
        for (var i = 0; i < contents.size(); i++) {
            var number = i + 1;
            contents.get(i).stream()
                    .sorted(Comparator.comparingLong(Stretch::offset))
                    .forEach(stretch -> {
                        for (var from = stretch.offset(); from < stretch.end(); from += WINDOW) {
                            consumer.accept(read(number, stretch, from, Math.min(stretch.end(), from + WINDOW)));
                        }
                    });
        }
    }

    /// Makes a file out of the parts, which stay: a crash in between repeats harmlessly.
    ///
    /// @throws RecordingGone where another owner goes on with it, or has finished it
    public void join(Side side) {
        var samples = position.samples(side);
        store.write(name.wav(side), WavHeader.BYTES + samples * Pcm.BYTES, content(side, samples));
    }

    /// All parts of a recording, readable or not.
    public static void delete(ObjectStore store, RecordingName name) {
        store.list(name.parts()).reversed().forEach(store::delete);
    }

    /// After the files are there, or the recording is to be gone.
    public void deleteParts() {
        // From the end: what is left after a crash still begins at the beginning, and is found.
        for (var number = contents.size(); number > 0; number--) {
            store.delete(name.part(number));
        }
    }

    /// All there is of it, finished or not.
    public void delete() {
        new RecordingFiles(store, name).delete();
        deleteParts();
    }

    /// What is written is there by its own name only after the parts were found to end here: the attempt of an owner
    /// that was asleep since has come to nothing by then, and one that begins later finds its successor's claim.
    private ObjectStore.Content content(Side side, long samples) {
        var header = WavHeader.of(1, samples * Pcm.BYTES);
        return (from, to, out) -> {
            if (isTakenOver()) {
                throw new RecordingGone();
            }
            if (from < header.length) {
                out.write(header, (int) from, (int) (Math.min(to, header.length) - from));
            }
            write(side, Math.max(0, from - header.length), to - header.length, out);
        };
    }

    /// @param from in bytes of the side's samples
    private void write(Side side, long from, long to, OutputStream out) throws IOException {
        var at = from;
        for (var i = 0; i < contents.size() && at < to; i++) {
            for (var stretch : contents.get(i)) {
                var first = stretch.offset() * Pcm.BYTES;
                var end = Math.min(to, stretch.end() * Pcm.BYTES);
                if (stretch.side() == side && at < end) {
                    Silence.write(Math.min(to, first) - at, out);
                    at = Math.max(at, first);
                    for (; at < end; at = Math.min(end, at + WINDOW)) {
                        copy(i + 1, stretch.at() - first, at, Math.min(end, at + WINDOW), out);
                    }
                }
            }
        }
        Silence.write(to - at, out);
    }

    private void copy(int number, long shift, long from, long to, OutputStream out) throws IOException {
        if (!store.copy(name.part(number), shift + from, shift + to, out)) {
            throw new RecordingGone();
        }
    }

    private boolean isTakenOver() {
        return store.read(name.part(contents.size() + 1), 0, 1).isPresent() || isFinished();
    }
}
