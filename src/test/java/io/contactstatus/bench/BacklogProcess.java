package io.contactstatus.bench;

import io.contactstatus.standin.InMemoryVideoStreams;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;

/// A stand-in for Kinesis Video Streams in a JVM of its own, with one stream that holds a long call.
final class BacklogProcess implements AutoCloseable {

    static final int MINUTES = 30;
    static final long START = 1_726_677_688_724L;
    static final String CONTACT = "11111111-0000-4000-8000-000000000001";

    private final JavaProcess process;
    private final URI endpoint;
    private final String streamArn;

    BacklogProcess() throws IOException {
        process = new JavaProcess(
                ProcessBuilder.Redirect.PIPE, "1g", JavaProcess.classPath(), List.of(BacklogProcess.class.getName()));
        var told = process.output().readLine();
        var space = told.indexOf(' ');
        endpoint = URI.create(told.substring(0, space));
        streamArn = told.substring(space + 1);
    }

    public static void main(String[] arguments) {
        var kinesis = new InMemoryVideoStreams();
        kinesis.idle(1);
        var stream = kinesis.stream("connect-backlog");
        var samples = MINUTES * 60 * 8_000;
        stream.speak(CONTACT, START, spoken(1, samples), spoken(2, samples));
        System.out.println(kinesis.endpoint() + " " + stream.arn());
    }

    private static byte[] spoken(long seed, int samples) {
        var bytes = new byte[samples * 2];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    URI endpoint() {
        return endpoint;
    }

    String streamArn() {
        return streamArn;
    }

    @Override
    public void close() {
        process.close();
    }
}
