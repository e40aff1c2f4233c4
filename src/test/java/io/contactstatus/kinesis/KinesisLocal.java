package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/// A Kinesis in a process of its own, on free ports: the npm package `kinesis-local`. It ends with this JVM at
/// the latest; its log stays in `target/node`.
///
/// It knows HTTP/1.1 only, gets slower as data piles up, and with fan-out never ends a shard. Take a fresh one
/// for each test class, and a few thousand records.
public final class KinesisLocal implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 3;
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final Process process;
    private final URI endpoint;
    private final KinesisClient client;

    private KinesisLocal(Process process, int port) {
        this.process = process;
        endpoint = URI.create("http://127.0.0.1:" + port);
        client = KinesisClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    /// Leaves the test out where there is no Node.js.
    public static KinesisLocal started() {
        return startedAt(0);
    }

    /// At that port: an instance that comes back after it was away. All it had is forgotten.
    public static KinesisLocal startedAt(int port) {
        Node.assume();
        var directory = Node.installed("kinesis-local");
        for (var attempt = 1; ; attempt++) {
            // Somebody else may take the port in between.
            var local = launched(directory, port == 0 ? freePort() : port);
            if (local.answers()) {
                return local;
            }
            local.close();
            assertThat(attempt).as("attempts to start kinesis-local").isLessThan(ATTEMPTS);
        }
    }

    private static KinesisLocal launched(Path directory, int port) {
        try {
            var log = Path.of("target", "node", "kinesis-local-" + STARTED.incrementAndGet() + ".log");
            var builder = new ProcessBuilder(
                            "node", directory.resolve("main.js").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Files.createDirectories(log.getParent())
                            .resolve(log.getFileName())
                            .toFile());
            var environment = builder.environment();
            environment.put(
                    "KINESIS_MOCK_CERT_PATH", directory.resolve("server.json").toString());
            environment.put("KINESIS_MOCK_PLAIN_PORT", String.valueOf(port));
            environment.put("KINESIS_MOCK_TLS_PORT", String.valueOf(freePort()));
            environment.put("AWS_REGION", "eu-west-2");
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new KinesisLocal(process, port);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private boolean answers() {
        await().atMost(LONGEST_START).until(() -> !process.isAlive() || isListening());
        return process.isAlive();
    }

    private boolean isListening() {
        try {
            client.listStreams();
            return true;
        } catch (SdkException notYet) {
            return false;
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    public KinesisClient client() {
        return client;
    }

    /// Returns when it can be used.
    public void createStream(String name, int shards) {
        client.createStream(request -> request.streamName(name).shardCount(shards));
        awaitActive(name);
    }

    public void awaitActive(String name) {
        await().atMost(LONGEST_START)
                .until(() -> client.describeStreamSummary(request -> request.streamName(name))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
        await().until(() -> !process.isAlive());
    }
}
