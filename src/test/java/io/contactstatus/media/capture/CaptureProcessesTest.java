package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.LongRun;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.media.files.TestBuckets;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.standin.InMemoryS3;
import io.contactstatus.standin.InMemoryVideoStreams;
import io.contactstatus.standin.InMemoryVideoStreams.Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two processes and one call: what the first one had not stored is read again by the second, and the first writes
/// nothing more if it only slept.
class CaptureProcessesTest {

    private static final long START = 1_726_677_688_724L;
    private static final String CONTACT = "11111111-0000-4000-8000-000000000001";
    private static final int FRAGMENT = 8_704;

    @TempDir
    Path directory;

    private final InMemoryVideoStreams kinesis = new InMemoryVideoStreams();
    private final InMemoryS3 s3 = new InMemoryS3();
    private final Stream stream = kinesis.stream("connect-one");
    private final byte[] customer = spoken(1);
    private final byte[] agent = spoken(2);
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void close() {
        processes.forEach(Process::destroyForcibly);
        kinesis.close();
        s3.close();
    }

    static List<String> placesToDie() {
        return LongRun.choose(List.of("directory"), List.of("directory", "s3"));
    }

    static List<String> placesToSleep() {
        return LongRun.choose(List.of("s3"), List.of("directory", "s3"));
    }

    @ParameterizedTest
    @MethodSource("placesToDie")
    void aProcessThatIsKilledIsFollowedByAnother(String place) throws Exception {
        kinesis.idle(50);
        var store = store(place);
        speak(0, 10);
        var killed = start(place, 1, false);
        var successor = start(place, 2, true);
        go(killed);
        await().atMost(Duration.ofSeconds(60)).until(() -> parts(store) >= 3);

        killed.destroyForcibly().waitFor();
        speak(10, 20);
        go(successor);

        assertThat(successor.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(successor.exitValue()).isZero();
        assertRecorded(store);
    }

    @ParameterizedTest
    @MethodSource("placesToSleep")
    void aProcessThatWasStoppedWritesNothingMore(String place) throws Exception {
        kinesis.idle(50);
        var store = store(place);
        speak(0, 10);
        var asleep = start(place, 1, false);
        var successor = start(place, 2, true);
        go(asleep);
        await().atMost(Duration.ofSeconds(60)).until(() -> parts(store) >= 3);

        signal(asleep, "STOP");
        speak(10, 20);
        go(successor);
        assertThat(successor.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertRecorded(store);
        signal(asleep, "CONT");

        assertThat(asleep.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(asleep.exitValue()).isEqualTo(CaptureProcess.LOST);
        assertRecorded(store);
    }

    private ObjectStore store(String place) {
        return place.equals("s3") ? TestBuckets.of(s3.endpoint()) : new DirectoryObjectStore(directory);
    }

    private static int parts(ObjectStore store) {
        return store.list("parts/").size();
    }

    private void speak(int from, int to) {
        stream.speak(
                CONTACT,
                START + from * 1_088L,
                Arrays.copyOfRange(customer, from * FRAGMENT * 2, to * FRAGMENT * 2),
                Arrays.copyOfRange(agent, from * FRAGMENT * 2, to * FRAGMENT * 2));
    }

    private Process start(String place, long owner, boolean over) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CaptureProcess.class.getName(),
                        kinesis.endpoint().toString(),
                        place.equals("s3") ? s3.endpoint().toString() : directory.toString(),
                        CONTACT,
                        stream.arn(),
                        Long.toString(START),
                        Long.toString(owner),
                        Boolean.toString(over))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        return process;
    }

    private static void go(Process process) throws IOException {
        try (var in = process.getOutputStream()) {
            in.write('\n');
        }
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private void assertRecorded(ObjectStore store) {
        var files = store.list(CONTACT);
        assertThat(files).hasSize(3);
        assertThat(store.list("parts/")).isEmpty();
        assertThat(Arrays.equals(store.read(files.get(0)).orElseThrow(), wav(customer)))
                .isTrue();
        assertThat(Arrays.equals(store.read(files.get(1)).orElseThrow(), wav(agent)))
                .isTrue();
    }

    private static byte[] wav(byte[] samples) {
        var wav = new ByteArrayOutputStream();
        wav.writeBytes(WavHeader.of(1, samples.length));
        wav.writeBytes(samples);
        return wav.toByteArray();
    }

    private static byte[] spoken(long seed) {
        var bytes = new byte[20 * FRAGMENT * 2];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
