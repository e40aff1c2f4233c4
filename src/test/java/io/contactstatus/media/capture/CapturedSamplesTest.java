package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.media.capture.CaptureRun.Patience;
import io.contactstatus.media.matroska.Fragment;
import io.contactstatus.media.matroska.FragmentReader;
import io.contactstatus.media.matroska.MediaItem;
import io.contactstatus.media.matroska.OtherReader;
import io.contactstatus.media.matroska.OtherReader.Sounding;
import io.contactstatus.media.matroska.OtherReader.Told;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.standin.InMemoryVideoStreams;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;

/// Bodies that were modelled on real ones, captured as one that GetMedia gives: the files against what another reader
/// finds, put in its place by a rule that is written down a second time here.
class CapturedSamplesTest {

    private static final Duration MAX_GAP = Duration.ofHours(1);
    private static final int TOLERANCE = 1_600;

    @TempDir
    Path directory;

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
                "tagless_tail",
                "tail_last_fragment",
                "track_order_swapped"
            })
    void aBodyBecomesWhatItsBlocksTellAtTheirTimes(String name) throws Exception {
        var body = sample(name);
        var fragments = OtherReader.fragments(body);
        var contact = Objects.requireNonNull(fragments.getFirst().contactId());
        var blocks = blocksOf(contact, fragments);
        var start = blocks.stream().mapToLong(Sounding::timeMillis).min().orElseThrow();

        var call = captured(contact, body, start);

        assertThat(call.finished).hasSize(1);
        var recording = call.finished.getFirst().name();
        assertThat(recording.json()).contains(contact);
        assertThat(call.finished.getFirst().startedAt().toEpochMilli()).isEqualTo(start);
        for (var side : Side.values()) {
            var wav = new DirectoryObjectStore(directory)
                    .read(recording.wav(side))
                    .orElseThrow();
            assertThat(Arrays.copyOfRange(wav, 44, wav.length))
                    .as(side.name())
                    .isEqualTo(
                            placed(blocks, side == Side.CUSTOMER ? "AUDIO_FROM_CUSTOMER" : "AUDIO_TO_CUSTOMER", start));
        }
    }

    /// Those of a fragment without a contact follow the ones before, when they do so at once.
    private static List<Sounding> blocksOf(String contact, List<Told> fragments) {
        var blocks = new ArrayList<Sounding>();
        for (var fragment : fragments) {
            var speaker = fragment.contactId();
            if (speaker != null && !speaker.equals(contact)) {
                return blocks;
            }
            blocks.addAll(fragment.blocks());
        }
        return blocks;
    }

    private static byte[] placed(List<Sounding> blocks, String track, long start) {
        var samples = new byte[0];
        for (var block : blocks) {
            if (block.track().equals(track)) {
                var end = samples.length / 2;
                var own = (int) (block.timeMillis() - start) * 8;
                var at = Math.abs(own - end) <= TOLERANCE ? end : own;
                var skipped = Math.max(0, end - at) * 2;
                if (skipped < block.samples().length) {
                    var longer = Arrays.copyOf(samples, at * 2 + block.samples().length);
                    System.arraycopy(
                            block.samples(), skipped, longer, at * 2 + skipped, block.samples().length - skipped);
                    samples = longer;
                }
            }
        }
        return samples;
    }

    /// A time that is corrupt may be later by the longest gap, which is silence; all else that is written was spoken.
    @Test
    void corruptionMakesNoFileGrowBeyondWhatWasSpokenAndOneGapForEachFragment() throws Exception {
        var random = new Random(20260102);
        var body = sample("connect_real_shape");
        var contact = fragments(body).getFirst().contactId();
        var gap = Duration.ofSeconds(2);
        var corruptions = LongRun.choose(200, 20_000);
        for (var i = 0; i < corruptions; i++) {
            var corrupt = body.clone();
            for (var times = 1 + random.nextInt(4); times > 0; times--) {
                corrupt[random.nextInt(corrupt.length)] = (byte) random.nextInt();
            }
            var store = new DirectoryObjectStore(directory.resolve(Integer.toString(i)));
            var call = new CallInTest(Objects.requireNonNull(contact), "arn", 0);
            var read = fragments(corrupt);

            try (var writer = new Writer(call, store, gap, Duration.ofSeconds(10), 1)) {
                for (var fragment : read) {
                    writer.write(fragment);
                }
                writer.finish();
            }

            var spoken = read.stream()
                    .flatMap(fragment -> fragment.blocks().stream())
                    .mapToLong(block -> block.samples().length)
                    .sum();
            for (var file : store.list("")) {
                if (file.endsWith(".wav")) {
                    assertThat((long) store.read(file).orElseThrow().length)
                            .as("corruption %d, %s", i, file)
                            .isLessThanOrEqualTo(44 + spoken + read.size() * gap.toMillis() * 16);
                }
            }
            assertThat(store.list("parts")).isEmpty();
            FileSystemUtils.deleteRecursively(directory.resolve(Integer.toString(i)));
        }
    }

    private static List<Fragment> fragments(byte[] body) {
        var reader = new FragmentReader(new ByteArrayInputStream(body));
        var read = new ArrayList<Fragment>();
        while (true) {
            switch (reader.next()) {
                case MediaItem.Whole(var fragment) -> read.add(fragment);
                case MediaItem.Failed _ -> {}
                case MediaItem.Ended _ -> {
                    return read;
                }
            }
        }
    }

    private CallInTest captured(String contact, byte[] body, long start) throws InterruptedException {
        try (var kinesis = new InMemoryVideoStreams();
                var endpoints = CaptureContract.endpoints(kinesis);
                var streams = new VideoStreams(endpoints)) {
            kinesis.idle(1);
            var stream = kinesis.stream("connect-recorded");
            stream.body(start, body);
            var call = new CallInTest(contact, stream.arn(), start);
            var writer = new Writer(call, new DirectoryObjectStore(directory), MAX_GAP, Duration.ofSeconds(10), 1);
            new CaptureRun(
                            call,
                            streams,
                            writer,
                            new Patience(Duration.ofMillis(50), Duration.ofMillis(1)),
                            InstantSource.system())
                    .run();
            return call;
        }
    }

    private static byte[] sample(String name) throws IOException {
        try (var in = CapturedSamplesTest.class.getResourceAsStream("/kvs-mkv/ebml-" + name + ".mkv")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
