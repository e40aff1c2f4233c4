package io.contactstatus.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.test.util.ReflectionTestUtils;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// DynamoDB Local inside this JVM, on a free port. One for all tests: they keep apart by the prefixes of their
/// tables.
public final class LocalDynamoDb implements AutoCloseable {

    private final DynamoDBProxyServer server;
    private final URI endpoint;

    private LocalDynamoDb(String... arguments) {
        try {
            var all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("-sharedDb", "-disableTelemetry"));
            server = ServerRunner.createServerFromCommandLineArgs(all.toArray(String[]::new));
            var connector = connector(server);
            // By itself it would listen on all interfaces, and on a fixed port.
            connector.setHost("127.0.0.1");
            connector.setPort(0);
            server.start();
            endpoint = URI.create("http://127.0.0.1:" + connector.getLocalPort());
        } catch (Exception exception) {
            throw new IllegalStateException("DynamoDB Local did not start", exception);
        }
    }

    private static ServerConnector connector(DynamoDBProxyServer server) {
        var jetty = (Server) Objects.requireNonNull(ReflectionTestUtils.getField(server, "server"));
        return (ServerConnector) jetty.getConnectors()[0];
    }

    /// The one that all tests of a JVM share; it ends with the JVM.
    public static LocalDynamoDb shared() {
        return Shared.INSTANCE;
    }

    private static final class Shared {

        static final LocalDynamoDb INSTANCE = inMemory().withoutJobs();
    }

    /// Its jobs add indexes to tables that are there, and delete what has expired. For that they read the
    /// descriptions of all tables each second, three times over: with the tables of a whole run of tests this
    /// takes more processor time than all tests do. A test that needs them has a server [#inMemory] of its own.
    private LocalDynamoDb withoutJobs() {
        try (var client = client()) {
            // The first request begins them.
            client.listTables();
        }
        var handler = ReflectionTestUtils.getField(server, "serverHandler");
        var requests = ReflectionTestUtils.getField(Objects.requireNonNull(handler), "primaryHandler");
        for (var database :
                valuesOf(Objects.requireNonNull(requests), "dbRequestHandlers", AmazonDynamoDBLocal.class)) {
            var register = ReflectionTestUtils.getField(database.dynamoDbClient(), "jobs");
            for (var job : valuesOf(Objects.requireNonNull(register), "jobs", Runnable.class)) {
                ReflectionTestUtils.invokeMethod(job, "cancel");
            }
        }
        return this;
    }

    private static <T> List<T> valuesOf(Object owner, String map, Class<T> type) {
        var values = (Map<?, ?>) Objects.requireNonNull(ReflectionTestUtils.getField(owner, map));
        return values.values().stream().map(type::cast).toList();
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
        return builder().build();
    }

    public DynamoDbClient client(ExecutionInterceptor interceptor) {
        return builder()
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(interceptor))
                .build();
    }

    private DynamoDbClientBuilder builder() {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    /// Another client of the same DynamoDB, that counts what its requests consume as the service's client does.
    static DynamoDbClient metered(DynamoDbClient client, MeterRegistry meters) {
        var configuration = client.serviceClientConfiguration();
        return DynamoDbClient.builder()
                .endpointOverride(configuration.endpointOverride().orElseThrow())
                .region(configuration.region())
                .credentialsProvider(configuration.credentialsProvider())
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(128))
                .overrideConfiguration(configuration.overrideConfiguration().toBuilder()
                        .addExecutionInterceptor(new ConsumedCapacityMetrics(meters))
                        .build())
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
}
