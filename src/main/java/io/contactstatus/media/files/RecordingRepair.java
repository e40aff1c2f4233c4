package io.contactstatus.media.files;

import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Fills in what is missing in a finished recording. What is found is put into pieces first, so that hours of it need
/// no memory; then the files are written anew, each at once. A repair that broke off begins from its beginning.
///
/// Not safe for use by several threads.
public final class RecordingRepair {

    private static final int WINDOW = 64 * 1024;

    private record Piece(long from, long to) {}

    private final ObjectStore store;
    private final RecordingName name;
    private final RecordingFiles files;
    private final List<Piece> pieces = new ArrayList<>();

    public RecordingRepair(ObjectStore store, RecordingName name) {
        this.store = store;
        this.name = name;
        files = new RecordingFiles(store, name);
    }

    /// Pieces of an earlier attempt are taken for nothing.
    public void begin() {
        store.list(name.repairs()).forEach(store::delete);
    }

    /// @param spans of both sides, in samples from the start of the recording
    public void add(List<SampleSpan> spans) {
        if (spans.isEmpty()) {
            return;
        }
        var none = Position.startingAt(0);
        store.replace(name.repair(pieces.size() + 1), new Segment(0, 0, none, none, spans).toBytes());
        pieces.add(new Piece(
                spans.stream().mapToLong(SampleSpan::offset).min().orElseThrow(),
                spans.stream().mapToLong(SampleSpan::end).max().orElseThrow()));
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /// How long a side is with what was added.
    private long samples(Side side, long before) {
        var longest = before;
        for (var number = 1; number <= pieces.size(); number++) {
            if (pieces.get(number - 1).to() > longest) {
                for (var span : piece(number)) {
                    longest = span.side() == side ? Math.max(longest, span.end()) : longest;
                }
            }
        }
        return longest;
    }

    /// Writes a file anew.
    ///
    /// @param finish what is done to all samples before they are written
    /// @return how many samples it has then
    /// @throws RecordingGone where the file is gone
    public long write(Side side, UnaryOperator<SampleSpan> finish) {
        var before = files.samples(side);
        var samples = samples(side, before);
        files.rewrite(
                side,
                before,
                samples,
                first -> finish.apply(
                                new SampleSpan(side, first, window(side, first, Math.min(samples, first + WINDOW))))
                        .samples(),
                WINDOW);
        return samples;
    }

    private byte[] window(Side side, long from, long to) {
        var samples = files.samples(side, from, to);
        for (var number = 1; number <= pieces.size(); number++) {
            var piece = pieces.get(number - 1);
            if (piece.from() < to && from < piece.to()) {
                for (var span : piece(number)) {
                    if (span.side() == side) {
                        span.copyInto(samples, from, to);
                    }
                }
            }
        }
        return samples;
    }

    private List<SampleSpan> piece(int number) {
        return store.read(name.repair(number))
                .map(Segment::of)
                .map(Segment::spans)
                .orElse(List.of());
    }

    /// After the files are written, or where nothing is to be written any more.
    public void end() {
        begin();
        pieces.clear();
    }
}
