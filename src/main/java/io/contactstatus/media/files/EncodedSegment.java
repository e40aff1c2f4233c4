package io.contactstatus.media.files;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.matroska.Side;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A [Segment] on its way to the store, which is written span by span: its samples are in memory once.
public final class EncodedSegment {

    /// The side, where it begins, and how many bytes there are.
    private static final int HEAD_OF_STRETCH = 1 + Long.BYTES + Integer.BYTES;

    private final byte[] head;
    private final List<List<SampleSpan>> spans;
    private final Segment.Index index;
    private final int length;

    EncodedSegment(long owner, int recording, Position from, Position to, byte[] head, List<List<SampleSpan>> spans) {
        this.head = head;
        this.spans = spans;
        var stretches = new ArrayList<Segment.Stretch>();
        var at = head.length + Integer.BYTES;
        for (var stretch : spans) {
            var first = stretch.getFirst();
            var end = stretch.getLast().end();
            at += HEAD_OF_STRETCH;
            stretches.add(new Segment.Stretch(first.side(), first.offset(), end, at));
            at += (int) (end - first.offset()) * Pcm.BYTES;
        }
        index = new Segment.Index(owner, recording, from, to, List.copyOf(stretches));
        length = at + Integer.BYTES;
    }

    Segment.Index index() {
        return index;
    }

    int length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(head);
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(spans.size()).array());
        for (var i = 0; i < spans.size(); i++) {
            var stretch = index.stretches().get(i);
            out.write(ByteBuffer.allocate(HEAD_OF_STRETCH)
                    .put((byte) (stretch.side() == Side.CUSTOMER ? 1 : 0))
                    .putLong(stretch.offset())
                    .putInt((int) (stretch.end() - stretch.offset()) * Pcm.BYTES)
                    .array());
            writeSamples(i, out);
        }
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(index.recording()).array());
    }

    void writeSamples(int stretch, OutputStream out) throws IOException {
        for (var span : spans.get(stretch)) {
            out.write(span.samples());
        }
    }

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream(length);
        try {
            writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
