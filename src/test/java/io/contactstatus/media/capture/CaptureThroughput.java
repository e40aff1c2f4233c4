package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.media.capture.CaptureRun.Patience;
import io.contactstatus.objects.DirectoryObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;

/// How fast a backlog is captured, beside a client that reads it and does nothing with it, in turns. The streams are
/// served by a process of their own.
public final class CaptureThroughput {

    private static final int ROUNDS = 7;

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
            var ratios = new ArrayList<Double>();
            for (var round = 0; round <= ROUNDS; round++) {
                var bare = seconds(() -> read(streams, streamArn));
                var captured = seconds(() -> capture(streams, streamArn));
                // The first one is for the compiler.
                if (round > 0) {
                    ratios.add(bare / captured);
                    out.printf("round %d: read in %.2f s, captured in %.2f s%n", round, bare, captured);
                }
            }
            ratios.sort(Comparator.naturalOrder());
            out.printf(
                    "throughput, captured to read: median %.2f, from %.2f to %.2f (aim: >= 0.8)%n",
                    ratios.get(ratios.size() / 2), ratios.getFirst(), ratios.getLast());
        }
    }

    @FunctionalInterface
    private interface Work {

        void run() throws IOException, InterruptedException, StreamRefused;
    }

    private static double seconds(Work work) throws IOException, InterruptedException {
        var began = System.nanoTime();
        try {
            work.run();
        } catch (StreamRefused refused) {
            throw new IllegalStateException(refused);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private void read(VideoStreams streams, String arn) throws IOException, StreamRefused {
        var start = new StreamPlace.At(Instant.ofEpochMilli(startMillis));
        try (var body = streams.open(arn, start)) {
            assertThat(body.bytes().transferTo(OutputStream.nullOutputStream())).isGreaterThan(minutes * 60L * 32_000);
        }
    }

    private void capture(VideoStreams streams, String arn) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("backlog");
        var call = new CallInTest(contact, arn, startMillis);
        var writer =
                new Writer(call, new DirectoryObjectStore(directory), Duration.ofHours(1), Duration.ofSeconds(10), 1);
        new CaptureRun(
                        call,
                        streams,
                        writer,
                        new Patience(Duration.ofMillis(1), Duration.ofMillis(1)),
                        InstantSource.system())
                .run();
        assertThat(call.finished).hasSize(1);
        assertThat(call.finished.getFirst().position().customerSamples()).isEqualTo(minutes * 60L * 8_000);
        for (var file : new DirectoryObjectStore(directory).list("")) {
            Files.delete(directory.resolve(file));
        }
    }
}
