package io.contactstatus.media.matroska;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.media.matroska.MediaItem.How;
import io.contactstatus.standin.KvsMkvWriter;
import io.contactstatus.standin.KvsMkvWriter.Sound;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentReaderTest {

    private static final long START = 1_726_677_688_724L;
    private static final String CONTACT = "11111111-0000-4000-8000-000000000001";

    @Test
    void aFragmentIsHandedOutWhenItsTokenHasComeAfterItsAudio() {
        var bytes = join(document(0), new KvsMkvWriter().audio("2", START + 64, sounds(1, 2)));

        var items = read(bytes);

        assertThat(items).hasSize(2);
        var fragment = whole(items.getFirst());
        assertThat(fragment.number()).isEqualTo("n0");
        assertThat(fragment.token()).isEqualTo("t0");
        assertThat(fragment.contactId()).isEqualTo(CONTACT);
        assertThat(fragment.behindMillis()).isEqualTo(70);
        assertThat(fragment.timeMillis()).isEqualTo(START);
        assertThat(fragment.blocks())
                .extracting(Block::side)
                .containsExactly(Side.CUSTOMER, Side.AGENT, Side.CUSTOMER, Side.AGENT);
        assertThat(items.getLast()).isInstanceOfSatisfying(MediaItem.Ended.class, end -> {
            assertThat(end.how()).isEqualTo(How.CLEAN);
            assertThat(end.provisional()).isNotNull();
        });
    }

    @Test
    void theNameOfATrackSaysWhoseItIsWhateverItsNumber() {
        var writer = new KvsMkvWriter().swapped(true);
        var swapped = join(writer.audio("n", START, sounds(0, 2)), writer.after(CONTACT, "t", 0));

        assertThat(payload(read(swapped), Side.CUSTOMER)).isEqualTo(payload(read(document(0)), Side.CUSTOMER));
        assertThat(payload(read(swapped), Side.AGENT)).isEqualTo(payload(read(document(0)), Side.AGENT));
    }

    @Test
    void aFragmentWithoutContactIsWholeToo() {
        var writer = new KvsMkvWriter().tagged(false);

        var fragment = whole(read(join(writer.audio("n", START, sounds(0, 1)), writer.after("", "t", 0)))
                .getFirst());

        assertThat(fragment.contactId()).isNull();
    }

    @Test
    void whatKinesisVideoStreamsSaysInTheBodyIsAFailure() {
        var items = read(join(document(0), KvsMkvWriter.error(4503)));

        assertThat(items.get(1)).isEqualTo(new MediaItem.Failed("4503"));
    }

    @Test
    void knownSizesMakeNoDifference() {
        var writer = new KvsMkvWriter().knownSizes(true);
        var known = join(writer.audio("n0", START, sounds(0, 2)), writer.after(CONTACT, "t0", 70));

        assertThat(payload(read(known), Side.AGENT)).isEqualTo(payload(read(document(0)), Side.AGENT));
    }

    @Test
    void aConnectionThatBreaksIsACut() {
        var first = new ByteArrayInputStream(document(0));
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                return whole(first.read());
            }

            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                return whole(first.read(bytes, offset, count));
            }

            private int whole(int read) throws IOException {
                if (read < 0) {
                    throw new IOException("reset");
                }
                return read;
            }
        };

        var items = read(new FragmentReader(broken));

        assertThat(items.getFirst()).isInstanceOf(MediaItem.Whole.class);
        assertThat(items.getLast()).isEqualTo(new MediaItem.Ended(How.CUT, null));
    }

    @Test
    void whatHasArrivedIsHandedOutBeforeMoreArrives() {
        var more = new boolean[1];
        var slow = new InputStream() {
            private final ByteArrayInputStream first = new ByteArrayInputStream(document(0));

            @Override
            public int read() {
                var next = first.read();
                more[0] |= next < 0;
                return next;
            }

            @Override
            public int read(byte[] bytes, int offset, int count) {
                var read = first.read(bytes, offset, Math.min(count, 700));
                more[0] |= read < 0;
                return read;
            }
        };

        assertThat(new FragmentReader(slow).next()).isInstanceOf(MediaItem.Whole.class);
        assertThat(more[0]).isFalse();
    }

    @Test
    void cutAnywhereWhatIsWholeIsExact() {
        var first = document(0);
        var second = document(1);
        var third = document(2);
        var all = join(first, second, third);
        var expected = read(all).stream()
                .filter(MediaItem.Whole.class::isInstance)
                .map(FragmentReaderTest::whole)
                .toList();

        for (var cut = 0; cut < all.length; cut++) {
            var items = read(Arrays.copyOf(all, cut));
            var wholes = items.stream()
                    .filter(MediaItem.Whole.class::isInstance)
                    .map(FragmentReaderTest::whole)
                    .toList();
            var due = cut >= first.length + second.length ? 2 : cut >= first.length ? 1 : 0;

            assertThat(wholes).as("cut at %d", cut).hasSize(due);
            for (var i = 0; i < due; i++) {
                assertThat(wholes.get(i).number()).isEqualTo(expected.get(i).number());
                assertThat(samples(wholes.get(i), Side.CUSTOMER)).isEqualTo(samples(expected.get(i), Side.CUSTOMER));
                assertThat(samples(wholes.get(i), Side.AGENT)).isEqualTo(samples(expected.get(i), Side.AGENT));
            }
        }
    }

    @Test
    void corruptionGivesFragmentsOrAnEndAndNothingElse() {
        var random = new Random(20260101);
        var all = join(document(0), document(1), document(2));
        var corruptions = LongRun.choose(2_000, 20_000);
        var ended = 0;
        for (var i = 0; i < corruptions; i++) {
            var corrupt = all.clone();
            for (var times = 1 + random.nextInt(4); times > 0; times--) {
                corrupt[random.nextInt(corrupt.length)] = (byte) random.nextInt();
            }

            var items = read(corrupt);

            assertThat(items.getLast()).isInstanceOf(MediaItem.Ended.class);
            var spoken = items.stream()
                    .filter(MediaItem.Whole.class::isInstance)
                    .map(FragmentReaderTest::whole)
                    .flatMap(fragment -> fragment.blocks().stream())
                    .mapToInt(block -> block.samples().length)
                    .sum();
            assertThat(spoken).isLessThanOrEqualTo(all.length);
            ended++;
        }
        assertThat(ended).isEqualTo(corruptions);
    }

    @Test
    void aSizeThatWasMadeUpTakesNoMemory() {
        var head = HexFormat.of().parseHex("1A45DFA38018538067" + "01FFFFFFFFFFFFFF" + "1254C36708FFFFFFFF");

        assertThat(read(head)).containsExactly(new MediaItem.Ended(How.MALFORMED, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect_real_shape",
                "false_ebml_magic_in_pcm",
                "filter_mismatch",
                "gap",
                "multi_segment",
                "partial_tags",
                "short_block_mid_track",
                "stream_reuse",
                "tagless_single",
                "tagless_tail",
                "tail_last_fragment",
                "track_order_swapped"
            })
    void theSamplesHaveWhatAnIndependentReaderFindsInThem(String name) throws IOException {
        var bytes = sample("ebml-" + name);

        var items = read(bytes);

        var expected = OtherReader.payloads(bytes);
        assertThat(payload(items, Side.CUSTOMER)).isEqualTo(expected.getOrDefault("AUDIO_FROM_CUSTOMER", new byte[0]));
        assertThat(payload(items, Side.AGENT)).isEqualTo(expected.getOrDefault("AUDIO_TO_CUSTOMER", new byte[0]));
        assertThat(payload(items, Side.CUSTOMER).length + payload(items, Side.AGENT).length)
                .isPositive();
        assertThat(items.getLast())
                .isInstanceOfSatisfying(
                        MediaItem.Ended.class, end -> assertThat(end.how()).isEqualTo(How.CLEAN));
    }

    @ParameterizedTest
    @CsvSource({"empty-mkv-with-tags", "test_mixed_tags", "test_tags_empty_cluster"})
    void whatAmazonConnectDoesNotWriteIsReadToItsEndAndHasNoAudio(String name) throws IOException {
        var items = read(sample("awsparser-" + name));

        assertThat(items.getLast())
                .isInstanceOfSatisfying(
                        MediaItem.Ended.class, end -> assertThat(end.how()).isEqualTo(How.CLEAN));
        assertThat(payload(items, Side.CUSTOMER)).isEmpty();
        assertThat(payload(items, Side.AGENT)).isEmpty();
    }

    private static byte[] sample(String name) throws IOException {
        try (var in = FragmentReaderTest.class.getResourceAsStream("/kvs-mkv/" + name + ".mkv")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /// What was whole, and what may be.
    private static byte[] payload(List<MediaItem> items, Side side) {
        var out = new ByteArrayOutputStream();
        for (var item : items) {
            switch (item) {
                case MediaItem.Whole(var fragment) -> out.writeBytes(samples(fragment, side));
                case MediaItem.Ended(var how, var provisional) -> {
                    if (provisional != null) {
                        out.writeBytes(samples(provisional, side));
                    }
                }
                case MediaItem.Failed failed -> {}
            }
        }
        return out.toByteArray();
    }

    private static byte[] samples(Fragment fragment, Side side) {
        var out = new ByteArrayOutputStream();
        fragment.blocks().stream()
                .filter(block -> block.side() == side)
                .forEach(block -> out.writeBytes(block.samples()));
        return out.toByteArray();
    }

    private static Fragment whole(MediaItem item) {
        assertThat(item).isInstanceOf(MediaItem.Whole.class);
        return ((MediaItem.Whole) item).fragment();
    }

    private static List<MediaItem> read(byte[] bytes) {
        return read(new FragmentReader(new ByteArrayInputStream(bytes)));
    }

    private static List<MediaItem> read(FragmentReader reader) {
        var items = new ArrayList<MediaItem>();
        do {
            items.add(reader.next());
        } while (!(items.getLast() instanceof MediaItem.Ended));
        return items;
    }

    private static byte[] document(int index) {
        var writer = new KvsMkvWriter();
        return join(
                writer.audio("n" + index, START + index * 128L, sounds(index, 2)),
                writer.after(CONTACT, "t" + index, 70));
    }

    private static List<Sound> sounds(int seed, int blocks) {
        var sounds = new ArrayList<Sound>();
        for (var i = 0; i < blocks; i++) {
            var at = START + seed * 128L + i * 64L;
            sounds.add(new Sound(true, at, ("customer" + seed + i).repeat(40).getBytes(StandardCharsets.US_ASCII)));
            sounds.add(new Sound(false, at, ("agents__" + seed + i).repeat(40).getBytes(StandardCharsets.US_ASCII)));
        }
        return sounds;
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
