package io.contactstatus.media.files;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.matroska.Side;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some seconds of a recording, both sides, and the place to go on after them: both are stored, or neither is.
///
/// @param owner who wrote it, as a number that no two owners have
/// @param recording how many recordings of the call were begun before this one: times do not tell, where clocks jump
/// @param from where it begins
/// @param to where it ends; silence has no span
public record Segment(long owner, int recording, Position from, Position to, List<SampleSpan> spans) {

    private static final int MAGIC = 0x43534D31;

    public Segment {
        spans = List.copyOf(spans);
    }

    /// As it is stored.
    public EncodedSegment encoded() {
        return new EncodedSegment(owner, recording, from, to, head(), stretches());
    }

    byte[] toBytes() {
        return encoded().toBytes();
    }

    private byte[] head() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeLong(owner);
            write(out, from);
            write(out, to);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// The blocks of a side that follow each other are one span when they are read again.
    private List<List<SampleSpan>> stretches() {
        var stretches = new ArrayList<List<SampleSpan>>();
        for (var side : Side.values()) {
            var end = -1L;
            for (var span : spans) {
                if (span.side() == side) {
                    if (span.offset() != end) {
                        stretches.add(new ArrayList<>());
                    }
                    stretches.getLast().add(span);
                    end = span.end();
                }
            }
        }
        return stretches;
    }

    static Segment of(byte[] bytes) {
        var index = Index.of(bytes);
        return new Segment(
                index.owner(),
                index.recording(),
                index.from(),
                index.to(),
                index.stretches().stream()
                        .map(stretch -> new SampleSpan(
                                stretch.side(),
                                stretch.offset(),
                                Arrays.copyOfRange(
                                        bytes, stretch.byteOf(stretch.offset()), stretch.byteOf(stretch.end()))))
                        .toList());
    }

    /// Samples without a gap.
    ///
    /// @param offset in samples from the start of the recording
    /// @param end the one after the last
    /// @param at where the first one is among the bytes of the segment
    record Stretch(Side side, long offset, long end, int at) {

        int byteOf(long sample) {
            return at + (int) (sample - offset) * Pcm.BYTES;
        }
    }

    /// A stored segment without its samples.
    record Index(long owner, int recording, Position from, Position to, List<Stretch> stretches) {

        static Index of(byte[] bytes) {
            var raw = new ByteArrayInputStream(bytes);
            try (var in = new DataInputStream(raw)) {
                if (in.readInt() != MAGIC) {
                    throw new IllegalStateException("no segment of a recording");
                }
                var owner = in.readLong();
                var from = position(in);
                var to = position(in);
                var stretches = new ArrayList<Stretch>();
                for (var left = in.readInt(); left > 0; left--) {
                    var side = in.readBoolean() ? Side.CUSTOMER : Side.AGENT;
                    var offset = in.readLong();
                    var length = in.readInt();
                    stretches.add(
                            new Stretch(side, offset, offset + length / Pcm.BYTES, bytes.length - raw.available()));
                    in.skipNBytes(length);
                }
                // Those of an older version end with their samples.
                var recording = raw.available() >= Integer.BYTES ? in.readInt() : 0;
                return new Index(owner, recording, from, to, List.copyOf(stretches));
            } catch (IOException incomplete) {
                throw new IllegalStateException("half a segment of a recording", incomplete);
            }
        }
    }

    private static void write(DataOutputStream out, Position position) throws IOException {
        out.writeLong(position.startMillis());
        out.writeLong(position.customerSamples());
        out.writeLong(position.agentSamples());
        out.writeLong(position.customerDrift());
        out.writeLong(position.agentDrift());
        out.writeLong(position.lastMillis());
        out.writeUTF(position.number() == null ? "" : position.number());
        out.writeUTF(position.token() == null ? "" : position.token());
        out.writeLong(position.fragments());
    }

    private static Position position(DataInputStream in) throws IOException {
        return new Position(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                nullIfEmpty(in.readUTF()),
                nullIfEmpty(in.readUTF()),
                in.readLong());
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /// With silence in place of what was said within.
    ///
    /// @param first in samples from the start of the recording
    /// @param end the sample after the last
    Segment silenced(long first, long end) {
        var silent = new ArrayList<SampleSpan>();
        for (var span : spans) {
            var from = Math.max(first, span.offset());
            var to = Math.min(end, span.end());
            if (from >= to) {
                silent.add(span);
                continue;
            }
            var samples = span.samples().clone();
            Arrays.fill(
                    samples, (int) (from - span.offset()) * Pcm.BYTES, (int) (to - span.offset()) * Pcm.BYTES, (byte)
                            0);
            silent.add(new SampleSpan(span.side(), span.offset(), samples));
        }
        return new Segment(owner, recording, this.from, this.to, silent);
    }
}
