package io.contactstatus.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/// DynamoDB Local inside this JVM, on a free port. One for all tests: they keep apart by the prefixes of their tables.
public final class LocalDynamoDb implements AutoCloseable {

    private static final LocalDynamoDb SHARED = inMemory();

    private final DynamoDBProxyServer server;
    private final URI endpoint;

    private LocalDynamoDb(String... arguments) {
        try {
            var port = freePort();
            var all = new String[arguments.length + 4];
            System.arraycopy(arguments, 0, all, 0, arguments.length);
            all[arguments.length] = "-sharedDb";
            all[arguments.length + 1] = "-port";
            all[arguments.length + 2] = Integer.toString(port);
            all[arguments.length + 3] = "-disableTelemetry";
            server = ServerRunner.createServerFromCommandLineArgs(all);
            server.start();
            endpoint = URI.create("http://127.0.0.1:" + port);
        } catch (Exception exception) {
            throw new IllegalStateException("DynamoDB Local did not start", exception);
        }
    }

    public static LocalDynamoDb shared() {
        return SHARED;
    }

    public static LocalDynamoDb inMemory() {
        return new LocalDynamoDb("-inMemory");
    }

    /// Keeps its data in files: they survive the process, however it ends.
    public static LocalDynamoDb persistingIn(Path directory) {
        try {
            return new LocalDynamoDb(
                    "-dbPath", Files.createDirectories(directory).toString());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// A prefix for tables that nobody else uses.
    public static String freshPrefix() {
        return UUID.randomUUID().toString().substring(0, 8) + "-";
    }

    public URI endpoint() {
        return endpoint;
    }

    public DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception exception) {
            throw new IllegalStateException("DynamoDB Local did not stop", exception);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
