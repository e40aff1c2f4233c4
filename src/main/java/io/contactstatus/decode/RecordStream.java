package io.contactstatus.decode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Cuts a text of any length into its records without ever holding more than one of them: objects one after the
/// other with or without something between them, or as the elements of an array, plain or in members of gzip,
/// also by turns and in each other. Firehose writes such objects.
///
/// It only finds out where a record ends; what it is, and whether it can be read, is for [RecordDecoder] to
/// say. A record that breaks off in the middle costs itself and seldom the next one.
public final class RecordStream {

    /// An object that is compressed, of records that are compressed, in case it was compressed once more.
    private static final int MOST_COMPRESSIONS = 4;

    /// How much is looked at of what does not begin like records.
    private static final int LOOK = 4096;

    private final int largest;
    private final Sink sink;

    /// Takes what is found, in the order of the text.
    public interface Sink {

        /// @param offset where it begins. In compressed text it is where the compression begins, a plus, and
        ///   where in what was compressed
        void record(byte[] bytes, String offset);

        /// Something that is not given out.
        ///
        /// @param reason quotes nothing
        void damage(String reason, String offset);
    }

    /// @param largest bytes that a record may have; a larger one is only told of
    public RecordStream(int largest, Sink sink) {
        this.largest = largest;
        this.sink = sink;
    }

    /// What holds no records at all is reported once and not passed on: it may be a recording of a voice.
    ///
    /// @throws IOException what the stream throws
    public void read(InputStream stream) throws IOException {
        read(new ByteWindow(stream), "", 0);
    }

    private void read(ByteWindow in, String prefix, int depth) throws IOException {
        skipByteOrderMark(in);
        var begun = false;
        while (in.has(1)) {
            var next = in.at(0);
            if (isBetweenRecords(next)) {
                in.skip(1);
                continue;
            }
            if (!begun && isForeign(in)) {
                sink.damage("holds no records", prefix + in.position());
                return;
            }
            begun = true;
            if (InflatedMember.beginsAt(in)) {
                if (!readMember(in, prefix, depth)) {
                    return;
                }
            } else {
                cut(in, prefix);
            }
        }
    }

    private static void skipByteOrderMark(ByteWindow in) throws IOException {
        if (in.has(1) && in.at(0) == (byte) 0xef && in.has(3) && in.at(1) == (byte) 0xbb && in.at(2) == (byte) 0xbf) {
            in.skip(3);
        }
    }

    /// Whether it is something else than records, perhaps with a line before them that is none.
    private static boolean isForeign(ByteWindow in) throws IOException {
        if (in.at(0) == '{' || InflatedMember.beginsAt(in)) {
            return false;
        }
        var hasObject = false;
        for (var ahead = 0; ahead < LOOK && in.has(ahead + 1); ahead++) {
            if (in.at(ahead) == 0) {
                return true;
            }
            hasObject |= in.at(ahead) == '{';
        }
        return !hasObject;
    }

    /// False when nothing after it can be read.
    private boolean readMember(ByteWindow in, String prefix, int depth) throws IOException {
        var offset = prefix + in.position();
        if (depth == MOST_COMPRESSIONS) {
            sink.damage("compressed too often", offset);
            return false;
        }
        var member = new InflatedMember(in);
        try {
            read(new ByteWindow(member), offset + "+", depth + 1);
            // When something in it was damaged, what follows it is not.
            member.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (InflatedMember.Damaged damage) {
            if (!member.isDamagedBy(damage)) {
                throw damage;
            }
            sink.damage(String.valueOf(damage.getMessage()), offset);
            return false;
        }
    }

    private void cut(ByteWindow in, String prefix) throws IOException {
        var offset = prefix + in.position();
        var bytes = new ByteArrayOutputStream();
        var end = in.at(0) == '{' ? new JsonObjectBoundary() : new JunkBoundary();
        var size = 0L;
        while (in.has(1)) {
            var next = in.at(0);
            var verdict = end.at(next);
            if (verdict == RecordBoundary.Verdict.BEFORE) {
                break;
            }
            if (verdict == RecordBoundary.Verdict.BACK) {
                // The last two belong to the next record.
                in.back(2);
                size -= 2;
                break;
            }
            in.skip(1);
            if (++size <= largest) {
                bytes.write(next);
            }
            if (verdict == RecordBoundary.Verdict.AFTER) {
                break;
            }
        }
        give(bytes, size, offset);
    }

    private void give(ByteArrayOutputStream bytes, long size, String offset) {
        if (size > largest) {
            sink.damage("larger than a record may be", offset);
            return;
        }
        var all = bytes.toByteArray();
        sink.record(JsonValues.part(all, 0, (int) size), offset);
    }

    private static boolean isBetweenRecords(byte character) {
        return JsonValues.isSpace(character) || character == ',' || character == '[' || character == ']';
    }
}
