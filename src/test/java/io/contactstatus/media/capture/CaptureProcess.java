package io.contactstatus.media.capture;

import io.contactstatus.media.capture.CaptureRun.Patience;
import io.contactstatus.media.files.TestBuckets;
import io.contactstatus.objects.DirectoryObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// A process that captures one call once it is told to go, to be killed or stopped.
final class CaptureProcess {

    /// What it ends with when another one goes on with the recording.
    static final int LOST = 7;

    private CaptureProcess() {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        var kinesis = URI.create(arguments[0]);
        var store = arguments[1].startsWith("http")
                ? TestBuckets.of(URI.create(arguments[1]))
                : new DirectoryObjectStore(Path.of(arguments[1]));
        var call = new CallInTest(arguments[2], arguments[3], Long.parseLong(arguments[4]));
        var owner = Long.parseLong(arguments[5]);
        call.over(Boolean.parseBoolean(arguments[6]));
        try (var endpoints = new DataEndpoints(
                        Apache5HttpClient.create(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                        DataEndpoints.Fixed.control(kinesis));
                var streams = new VideoStreams(endpoints)) {
            // It takes its time to start, and is started before it is needed.
            System.in.read();
            var writer = new Writer(call, store, Duration.ofHours(1), Duration.ofMillis(200), owner);
            new CaptureRun(
                            call,
                            streams,
                            writer,
                            new Patience(Duration.ofDays(1), Duration.ofMillis(20)),
                            InstantSource.system())
                    .run();
        } catch (CaptureLost another) {
            System.exit(LOST);
        }
    }
}
