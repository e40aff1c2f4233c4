package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.media.capture.CaptureRun.Patience;
import io.contactstatus.objects.DirectoryObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// How fast a backlog is captured, in turns with a client that reads it and does nothing with it, and with one that
/// writes what it reads to one file, as it comes: the least that keeping it can cost. The streams are served by a
/// process of their own.
public final class CaptureThroughput {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);

    /// The first ones are for the compiler.
    private static final int WARMING = Integer.getInteger("bench.warming", 4);

    private final PrintStream out;
    private final String contact;
    private final long startMillis;
    private final int minutes;

    /// @param contact who speaks on the stream, for `minutes` from `startMillis` on
    public CaptureThroughput(PrintStream out, String contact, long startMillis, int minutes) {
        this.out = out;
        this.contact = contact;
        this.startMillis = startMillis;
        this.minutes = minutes;
    }

    public void print(URI kinesis, String streamArn) throws IOException, InterruptedException {
        out.printf("%n## a backlog of %d minutes, unpaced%n%n", minutes);
        try (var endpoints = CaptureContract.endpoints(kinesis);
                var streams = new VideoStreams(endpoints)) {
            var written = new ArrayList<Double>();
            var stored = new ArrayList<Double>();
            var finished = new ArrayList<Double>();
            var storedToWritten = new ArrayList<Double>();
            var finishedToWritten = new ArrayList<Double>();
            for (var round = 1 - WARMING; round <= ROUNDS; round++) {
                var began = System.nanoTime();
                var idle = busy();
                read(streams, streamArn);
                var bare = secondsSince(began);
                var reading = busy();
                var teed = write(streams, streamArn);
                var writing = busy();
                var captured = capture(streams, streamArn);
                var capturing = busy();
                if (round > 0) {
                    written.add(bare / teed);
                    stored.add(bare / captured.stored());
                    finished.add(bare / captured.finished());
                    storedToWritten.add(teed / captured.stored());
                    finishedToWritten.add(teed / captured.finished());
                    out.printf(
                            "round %d: read in %.3f s (%.2f s of a processor), written to a file in %.3f s (%.2f), stored in %.3f s, both files in %.3f s (%.2f)%n",
                            round,
                            bare,
                            reading - idle,
                            teed,
                            writing - reading,
                            captured.stored(),
                            captured.finished(),
                            capturing - writing);
                }
            }
            print("written to read", "", written);
            print("stored to read", " (aim: >= 0.8)", stored);
            print("finished to read", " (aim: >= 0.8)", finished);
            print("stored to written", "", storedToWritten);
            print("finished to written", "", finishedToWritten);
        } catch (StreamRefused refused) {
            throw new IllegalStateException(refused);
        }
    }

    private void print(String what, String aim, List<Double> ratios) {
        ratios.sort(Comparator.naturalOrder());
        out.printf(
                "throughput, %s: median %.2f, from %.2f to %.2f%s%n",
                what, ratios.get(ratios.size() / 2), ratios.getFirst(), ratios.getLast(), aim);
    }

    /// In seconds from the beginning.
    private record Captured(double stored, double finished) {}

    /// Seconds of a processor that this process has taken; the stand-in is another one.
    private static double busy() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private void read(VideoStreams streams, String arn) throws IOException, StreamRefused {
        var start = new StreamPlace.At(Instant.ofEpochMilli(startMillis));
        try (var body = streams.open(arn, start)) {
            assertThat(body.bytes().transferTo(OutputStream.nullOutputStream())).isGreaterThan(minutes * 60L * 32_000);
        }
    }

    /// Seconds until all that comes over the connection is in one file, and on the disk.
    private double write(VideoStreams streams, String arn) throws IOException, StreamRefused {
        var file = Files.createTempFile("backlog", ".mkv");
        var start = new StreamPlace.At(Instant.ofEpochMilli(startMillis));
        var began = System.nanoTime();
        try (var body = streams.open(arn, start);
                var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            body.bytes().transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
        var took = secondsSince(began);
        assertThat(Files.size(file)).isGreaterThan(minutes * 60L * 32_000);
        Files.delete(file);
        return took;
    }

    private Captured capture(VideoStreams streams, String arn) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("backlog");
        var files = new DirectoryObjectStore(directory);
        var call = new CallInTest(contact, arn, startMillis);
        var began = System.nanoTime();
        var storedAt = new AtomicLong();
        var store = new WatchedStore(files) {

            // Files are begun when all parts are there.
            @Override
            void before(String key) {
                if (key.endsWith(".wav")) {
                    storedAt.compareAndSet(0, System.nanoTime());
                }
            }
        };
        var writer = new Writer(call, store, Duration.ofHours(1), Duration.ofSeconds(10), 1);
        new CaptureRun(
                        call,
                        streams,
                        writer,
                        new Patience(Duration.ofMillis(1), Duration.ofMillis(1)),
                        InstantSource.system())
                .run();
        var captured = new Captured((storedAt.get() - began) / 1e9, secondsSince(began));
        assertThat(call.finished).hasSize(1);
        assertThat(call.finished.getFirst().position().customerSamples()).isEqualTo(minutes * 60L * 8_000);
        for (var file : files.list("")) {
            Files.delete(directory.resolve(file));
        }
        return captured;
    }
}
