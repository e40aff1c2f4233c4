package io.contactstatus.media.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is true of every place where recordings may lie.
abstract class ObjectStoreContract {

    private static final long START = 1_726_677_688_724L;
    private static final int ROUNDS = 40;
    private static final String CONTACT = "11111111-0000-4000-8000-000000000001";

    abstract ObjectStore store();

    @Test
    void anObjectIsCreatedOnce() {
        assertThat(store().create("parts/a/1", bytes("first"))).isTrue();
        assertThat(store().create("parts/a/1", bytes("second"))).isFalse();

        assertThat(store().read("parts/a/1")).contains(bytes("first"));
    }

    @Test
    void anObjectIsReplaced() {
        store().create("a.json", bytes("first"));
        store().replace("a.json", bytes("second"));
        store().replace("b.json", bytes("new"));

        assertThat(store().read("a.json")).contains(bytes("second"));
        assertThat(store().read("b.json")).contains(bytes("new"));
    }

    @Test
    void anObjectIsReplacedWhereItIsTheOneThatWasRead(@TempDir Path directory) throws IOException {
        var first = Files.write(directory.resolve("first"), bytes("first"));
        var second = Files.write(directory.resolve("second"), bytes("second"));
        assertThat(store().open("a/1")).isEmpty();
        assertThat(store().replace("a/1", "some other", first)).isFalse();

        assertThat(store().replace("a/1", null, first)).isTrue();
        assertThat(store().replace("a/1", null, second)).isFalse();

        var opened = store().open("a/1").orElseThrow();
        try (opened) {
            assertThat(opened.content()).hasBinaryContent(bytes("first"));
        }
        assertThat(store().replace("a/1", opened.tag(), second)).isTrue();
        assertThat(store().replace("a/1", opened.tag(), bytes("third"))).isFalse();
        assertThat(store().read("a/1")).contains(bytes("second"));
    }

    @Test
    void aRangeIsRead() {
        store().replace("a", bytes("0123456789"));

        assertThat(store().read("a", 2, 5)).contains(bytes("234"));
        assertThat(store().read("a", 8, 50)).contains(bytes("89"));
        assertThat(store().read("a", 10, 50)).contains(new byte[0]);
        assertThat(store().read("none", 0, 5)).isEmpty();
        assertThat(store().read("none")).isEmpty();
    }

    @Test
    void whatBeginsAlikeIsListedInOrder() {
        for (var key : List.of("parts/c_1/00000002", "parts/c_1/00000001", "parts/d_1/00000001", "c_1-cu.wav")) {
            store().create(key, bytes(key));
        }

        assertThat(store().list("parts/c_")).containsExactly("parts/c_1/00000001", "parts/c_1/00000002");
        assertThat(store().list("c_1")).containsExactly("c_1-cu.wav");
        assertThat(store().list("nothing/")).isEmpty();
    }

    @Test
    void moreAreListedThanOnePageHas() {
        for (var i = 0; i < 250; i++) {
            store().create("parts/many/%04d".formatted(i), bytes("x"));
        }

        assertThat(store().list("parts/many/")).hasSize(250).isSorted();
    }

    @Test
    void whatIsDeletedIsGone() {
        store().create("parts/a/1", bytes("x"));
        store().delete("parts/a/1");
        store().delete("parts/a/1");

        assertThat(store().read("parts/a/1")).isEmpty();
        assertThat(store().list("parts/")).isEmpty();
    }

    @Test
    void aLargeObjectIsWrittenInPieces() {
        var large = new byte[11 * 1024 * 1024 + 13];
        new Random(7).nextBytes(large);

        store().write("large.wav", large.length, (from, to, out) -> out.write(large, (int) from, (int) (to - from)));

        assertThat(store().read("large.wav")).contains(large);
    }

    @Test
    void anAttemptThatBeganBeforeAnotherComesToNothing() {
        assertThatExceptionOfType(ObjectStoreUnavailable.class)
                .isThrownBy(() -> store().write("a.wav", 3, (from, to, out) -> {
                    out.write(bytes("old"));
                    store().write("a.wav", 5, (first, last, other) -> other.write(bytes("later")));
                }));

        assertThat(store().read("a.wav")).contains(bytes("later"));
    }

    @Test
    void nothingOfAnAttemptThatBrokeOffIsInWhatIsWrittenAnew() {
        var large = new byte[6 * 1024 * 1024];
        assertThatExceptionOfType(ObjectStoreUnavailable.class)
                .isThrownBy(() -> store().write("a.wav", large.length, (from, to, out) -> {
                    if (from > 0 || to == large.length) {
                        throw new IOException("gone");
                    }
                    out.write(large, (int) from, (int) (to - from));
                }));
        var other = new byte[large.length];
        Arrays.fill(other, (byte) 7);

        store().rewrite("a.wav", other.length, (from, to, out) -> out.write(other, (int) from, (int) (to - from)));

        assertThat(store().read("a.wav")).contains(other);
    }

    @Test
    void ofTwoThatWriteAnewOneFailsOrComesFirst() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var key = "a" + round + ".wav";
            store().replace(key, bytes("0"));

            var done = atOnce(() -> isRewritten(key, "first"), () -> isRewritten(key, "second"));

            var expected = new ArrayList<String>();
            if (done.getFirst()) {
                expected.add("first");
            }
            if (done.getLast()) {
                expected.add("second");
            }
            assertThat(text(key)).isIn(expected);
        }
    }

    private boolean isRewritten(String key, String word) {
        try {
            store().rewrite(
                            key,
                            word.length(),
                            (from, to, out) -> out.write(bytes(word), (int) from, (int) (to - from)));
            return true;
        } catch (ObjectStoreUnavailable another) {
            return false;
        }
    }

    @Test
    void whatIsDeletedWhileAnotherReplacesItIsGone() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var key = "a/" + round;
            store().replace(key, bytes("first"));
            var tag = tag(key);

            atOnce(() -> store().replace(key, tag, bytes("second")), () -> {
                store().delete(key);
                return true;
            });

            assertThat(store().read(key)).isEmpty();
        }
    }

    @Test
    void whatIsWrittenWhileAnotherReplacesWhatWasThereStays() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var key = "a/" + round;
            store().replace(key, bytes("first"));
            var tag = tag(key);

            atOnce(() -> store().replace(key, tag, bytes("second")), () -> {
                store().replace(key, bytes("third"));
                return true;
            });

            assertThat(text(key)).isEqualTo("third");
        }
    }

    @Test
    void ofTwoThatFoundNothingOnlyOneHasWritten() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var key = "a/" + round;

            var done = atOnce(
                    () -> store().replace(key, null, bytes("replaced")), () -> store().create(key, bytes("created")));

            assertThat(done).containsOnlyOnce(true);
            assertThat(text(key)).isEqualTo(done.getFirst() ? "replaced" : "created");
        }
    }

    private List<Boolean> atOnce(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        var barrier = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = Stream.of(one, other)
                    .map(task -> threads.submit(() -> {
                        barrier.await();
                        return task.call();
                    }))
                    .toList();
            return List.of(both.getFirst().get(), both.getLast().get());
        }
    }

    private String tag(String key) throws IOException {
        try (var opened = store().open(key).orElseThrow()) {
            return opened.tag();
        }
    }

    private String text(String key) {
        return new String(store().read(key).orElseThrow(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void anEmptyObjectIsWrittenToo() {
        store().write("empty.wav", 0, (from, to, out) -> {});

        assertThat(store().read("empty.wav")).contains(new byte[0]);
    }

    @Test
    void partsOfARecordingAreFoundAgainAndGoneOnWith() {
        var mine = RecordingParts.begin(store(), CONTACT, Position.startingAt(START), 0);
        assertThat(mine.append(segment(1, mine.position(), 800, 1))).isTrue();
        assertThat(mine.append(segment(1, mine.position(), 800, 2))).isTrue();

        var found = RecordingParts.of(store(), CONTACT).getFirst();
        assertThat(found.position()).isEqualTo(mine.position());
        assertThat(found.append(segment(2, found.position(), 800, 3))).isTrue();
        mine.refresh();
        assertThat(mine.position().customerSamples()).isEqualTo(2_400);
        assertThat(RecordingParts.of(store(), "another")).isEmpty();
    }

    @Test
    void anOwnerThatWasOnlyAsleepWritesNothingMore() {
        var asleep = RecordingParts.begin(store(), CONTACT, Position.startingAt(START), 0);
        asleep.append(segment(1, asleep.position(), 800, 1));
        var successor = RecordingParts.of(store(), CONTACT).getFirst();
        var claim = new Segment(2, 0, successor.position(), successor.position(), List.of());
        assertThat(successor.append(claim)).isTrue();

        assertThat(asleep.append(segment(1, asleep.position(), 800, 9))).isFalse();

        assertThat(successor.append(segment(2, successor.position(), 800, 2))).isTrue();
        assertThat(RecordingParts.of(store(), CONTACT).getFirst().position().customerSamples())
                .isEqualTo(1_600);
    }

    @Test
    void anAnswerThatWasLostIsNoOtherOwner() {
        var twin = RecordingParts.begin(store(), CONTACT, Position.startingAt(START), 0);
        var parts = RecordingParts.begin(store(), CONTACT, Position.startingAt(START), 0);
        var segment = segment(1, parts.position(), 800, 1);
        assertThat(twin.append(segment)).isTrue();

        assertThat(parts.append(segment)).isTrue();

        assertThat(parts.position().customerSamples()).isEqualTo(800);
    }

    @Test
    void partsAreJoinedIntoFilesWithSilenceWhereThereIsNone() {
        var parts = RecordingParts.begin(store(), CONTACT, Position.startingAt(START), 0);
        var first = segment(1, parts.position(), 800, 1);
        parts.append(first);
        var gap = new Position(START, 900_000, 800, 0, 0, 0, "n", "t", 2);
        var late = new byte[100_000 * 2];
        Arrays.fill(late, (byte) 5);
        parts.append(new Segment(1, 0, parts.position(), gap, List.of(new SampleSpan(Side.CUSTOMER, 800_000, late))));

        parts.join(Side.CUSTOMER);
        parts.join(Side.AGENT);
        parts.deleteParts();

        var wav = store().read(parts.name().wav(Side.CUSTOMER)).orElseThrow();
        var expected = new ByteArrayOutputStream();
        expected.writeBytes(WavHeader.of(1, 1_800_000));
        expected.writeBytes(first.spans().getFirst().samples());
        expected.writeBytes(new byte[(800_000 - 800) * 2]);
        expected.writeBytes(late);
        assertThat(wav).isEqualTo(expected.toByteArray());
        assertThat(store().read(parts.name().wav(Side.AGENT)).orElseThrow()).hasSize(44 + 1_600);
        assertThat(store().list("parts/")).isEmpty();
    }

    @Test
    void aPartThatIsGoneIsNotJoinedAsSilence() {
        var parts = RecordingParts.begin(store(), CONTACT, Position.startingAt(START), 0);
        parts.append(segment(1, parts.position(), 800, 1));
        store().delete(parts.name().part(1));

        assertThatExceptionOfType(RecordingGone.class).isThrownBy(() -> parts.join(Side.CUSTOMER));
        assertThatExceptionOfType(RecordingGone.class)
                .isThrownBy(() -> new RecordingFiles(store(), parts.name()).samples(Side.AGENT, 0, 800));
        assertThat(store().list("")).isEmpty();
    }

    @Test
    void whatIsStoredAlreadyCanBeSilenced() {
        var parts = RecordingParts.begin(store(), CONTACT, Position.startingAt(START), 0);
        parts.append(segment(1, parts.position(), 800, 7));
        parts.append(segment(1, parts.position(), 800, 7));

        parts.silence(700, 900);

        var samples = parts.samples(Side.AGENT, 0, 1_600);
        for (var i = 0; i < 1_600; i++) {
            assertThat(samples[2 * i]).as("sample %d", i).isEqualTo((byte) (i >= 700 && i < 900 ? 0 : 7));
        }
    }

    static Segment segment(long owner, Position from, int samples, int value) {
        var bytes = new byte[samples * 2];
        Arrays.fill(bytes, (byte) value);
        var to = new Position(
                from.startMillis(),
                from.customerSamples() + samples,
                from.agentSamples() + samples,
                0,
                0,
                from.lastMillis() + samples / 8,
                "n" + value,
                "t" + value,
                from.fragments() + 1);
        return new Segment(
                owner,
                0,
                from,
                to,
                List.of(
                        new SampleSpan(Side.CUSTOMER, from.customerSamples(), bytes),
                        new SampleSpan(Side.AGENT, from.agentSamples(), bytes)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
