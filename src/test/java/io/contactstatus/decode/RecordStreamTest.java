package io.contactstatus.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class RecordStreamTest {

    private static final String A =
            "{\"a\":{\"text\":\"with } and { and \\\" and [\",\"list\":[{\"x\":1},{\"y\":[]}]}}";
    private static final String B = "{\"b\":2}";
    private static final String C = "{\"c\":{}}";

    private final List<String> records = new ArrayList<>();
    private final List<String> offsets = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();

    private void read(byte[] bytes, int largest) throws IOException {
        read(new ByteArrayInputStream(bytes), largest);
    }

    private void read(InputStream stream, int largest) throws IOException {
        new RecordStream(largest, new RecordStream.Sink() {
                    @Override
                    public void record(byte[] bytes, String offset) {
                        records.add(new String(bytes, StandardCharsets.UTF_8));
                        offsets.add(offset);
                    }

                    @Override
                    public void damage(String reason, String offset) {
                        damages.add(reason + " at " + offset);
                    }
                })
                .read(stream);
    }

    private void read(byte[]... parts) throws IOException {
        read(joined(parts), 10_000);
    }

    private void read(String text) throws IOException {
        read(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(byte[]... parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(joined(parts));
        }
        return bytes.toByteArray();
    }

    @Test
    void cutsObjectsThatFollowEachOtherWithNothingOrLinesOrCommasBetweenThem() throws IOException {
        read(A + B + C + "\n" + B + "\r\n" + C + " \n\n[" + A + ",\n " + B + "]");

        assertThat(records).containsExactly(A, B, C, B, C, A, B);
        assertThat(damages).isEmpty();
        assertThat(offsets.subList(0, 3))
                .containsExactly("0", Integer.toString(A.length()), Integer.toString(A.length() + B.length()));
    }

    @Test
    void opensMembersOfGzipOneAfterTheOtherAndInEachOther() throws IOException {
        var first = gzip(bytes(A + B));
        var second = gzip(gzip(bytes(B)), gzip(bytes(C + C)));

        read(first, second);

        assertThat(records).containsExactly(A, B, B, C, C);
        assertThat(offsets.get(1)).isEqualTo("0+" + A.length());
        assertThat(offsets.get(2)).isEqualTo(first.length + "+0+0");
        assertThat(damages).isEmpty();
    }

    @Test
    void opensMembersOfGzipThatAreJoinedAsLines() throws IOException {
        read(gzip(bytes(A)), bytes("\n"), gzip(bytes(B)), bytes("\r\n"), gzip(bytes(C)), bytes("\n"));

        assertThat(records).containsExactly(A, B, C);
        assertThat(damages).isEmpty();
    }

    @Test
    void takesPlainAndCompressedRecordsByTurns() throws IOException {
        var zlib = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(zlib)) {
            deflater.write(bytes(B));
        }

        read(bytes(A), gzip(bytes(B)), bytes("\n" + C), gzip(bytes(A)), zlib.toByteArray(), bytes(C));

        assertThat(records).containsExactly(A, B, C, A, B, C);
        assertThat(damages).isEmpty();
    }

    @Test
    void losesOnlyTheRecordThatBreaksOff() throws IOException {
        for (var broken : List.of("{\"a\":{\"b\":1", "{\"a\":[1,2", "{\"a\":{\"b\":\"te", "{\"a\":\"", "{\"a\":true")) {
            records.clear();

            read(broken + B + C);

            assertThat(records).as(broken).containsExactly(broken, B, C);
        }
    }

    @Test
    void losesOnlyTheLineThatBreaksOff() throws IOException {
        read("{\"a\":{\"b\":\"te\n" + B + "\n" + C);

        assertThat(records).containsExactly("{\"a\":{\"b\":\"te", B, C);
    }

    @Test
    void givesOutWhatIsNoObjectForOthersToJudge() throws IOException {
        read("not JSON\n" + B + "42" + C + "}}\n" + B);

        assertThat(records).containsExactly("not JSON", B, "42", C, "}}", B);
    }

    @Test
    void givesOutWhatBreaksOffAtTheEnd() throws IOException {
        read(B + "{\"a\":[1,");

        assertThat(records).containsExactly(B, "{\"a\":[1,");
    }

    @Test
    void givesOutNothingOfWhatIsNoneOfRecords() throws IOException {
        read("RIFF\0\0WAVE\n{\n" + B);
        read("a;table\nof;text\n");
        read(gzip(bytes("a;table\nof;text\n")), bytes(B));

        assertThat(records).containsExactly(B);
        assertThat(damages)
                .containsExactly("holds no records at 0", "holds no records at 0", "holds no records at 0+0");
    }

    @Test
    void passesAByteOrderMark() throws IOException {
        read("\ufeff" + B);

        assertThat(records).containsExactly(B);
    }

    @Test
    void tellsOfARecordThatIsTooLargeAndGoesOn() throws IOException {
        var large = "{\"a\":\"" + "x".repeat(20_000) + "\"}";

        read(B + large + C);

        assertThat(records).containsExactly(B, C);
        assertThat(damages).containsExactly("larger than a record may be at " + B.length());
    }

    @Test
    void givesOutWhatCameBeforeTheDamageOfACompression() throws IOException {
        var good = gzip(bytes(A));
        var cut = gzip(bytes((B + "\n").repeat(1000)));

        read(good, Arrays.copyOf(cut, cut.length - 4));

        assertThat(records).startsWith(A, B, B).hasSize(1001);
        assertThat(damages).containsExactly("compression ends in the middle at " + good.length);
    }

    @Test
    void noticesAWrongChecksum() throws IOException {
        var wrong = gzip(bytes(B));
        wrong[wrong.length - 6] ^= 1;

        read(wrong);

        assertThat(damages).containsExactly("damaged compression at 0");
    }

    @Test
    void goesOnBehindAMemberInWhichSomethingIsDamaged() throws IOException {
        var inner = gzip(bytes(B));
        var outer = gzip(Arrays.copyOf(inner, inner.length - 2), new byte[0]);

        read(outer, gzip(bytes(C)));

        assertThat(damages).containsExactly("compression ends in the middle at 0+0");
        assertThat(records).endsWith(C);
    }

    @Test
    void doesNotOpenWhatWasCompressedWithoutEnd() throws IOException {
        var deep = bytes(A);
        for (var times = 0; times < 5; times++) {
            deep = gzip(deep);
        }

        read(deep);

        assertThat(damages).containsExactly("compressed too often at 0+0+0+0+0");
    }

    @Test
    void findsTheSameWhereverTheReadsOfTheStreamEnd() throws IOException {
        var text =
                joined(bytes((A + B).repeat(2000)), gzip(bytes((C + A).repeat(2000))), bytes((B + "\n").repeat(1000)));
        read(text, 10_000);
        var expected = List.copyOf(records);
        assertThat(expected).hasSize(9000);

        for (var size : new int[] {1, 7, 4096}) {
            records.clear();
            read(inPiecesOf(size, text), 10_000);
            assertThat(records).as("pieces of %d", size).isEqualTo(expected);
        }
    }

    private static InputStream inPiecesOf(int size, byte[] text) {
        return new ByteArrayInputStream(text) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, size));
            }
        };
    }

    @Test
    void holdsLittleOfATextHoweverLongItIs() throws IOException {
        var record = "{\"ContactId\":\"c\",\"padding\":\"" + "p".repeat(2000) + "\"}";
        var member = gzip(bytes(record.repeat(1000)));
        var endless = new Repeated(member, 100);
        var given = new long[1];
        var mostAhead = new long[1];

        new RecordStream(1_000_000, new RecordStream.Sink() {
                    @Override
                    public void record(byte[] bytes, String offset) {
                        given[0] += bytes.length;
                        var member = Long.parseLong(offset.substring(0, offset.indexOf('+')));
                        mostAhead[0] = Math.max(mostAhead[0], endless.read - member);
                    }

                    @Override
                    public void damage(String reason, String offset) {
                        throw new AssertionError(reason);
                    }
                })
                .read(endless);

        assertThat(given[0]).isEqualTo(100L * 1000 * record.length()).isGreaterThan(200_000_000);
        // One window of compressed bytes beyond the beginning of the member that is being read.
        assertThat(mostAhead[0]).isLessThan(member.length + 70_000L);
    }

    /// Some bytes again and again, counted as they are fetched.
    private static final class Repeated extends InputStream {

        private final byte[] bytes;
        private final long length;
        private long read;

        Repeated(byte[] bytes, int times) {
            this.bytes = bytes;
            length = (long) bytes.length * times;
        }

        @Override
        public int read() {
            return read == length ? -1 : bytes[(int) (read++ % bytes.length)] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int most) {
            if (read == length) {
                return -1;
            }
            var from = (int) (read % bytes.length);
            var count = Math.min(most, bytes.length - from);
            System.arraycopy(bytes, from, target, offset, count);
            read += count;
            return count;
        }
    }
}
