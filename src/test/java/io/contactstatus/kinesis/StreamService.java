package io.contactstatus.kinesis;

import static org.awaitility.Awaitility.await;

import io.contactstatus.ContactStatusApplication;
import io.contactstatus.store.LocalDynamoDb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.ConfigurableApplicationContext;

/// The service of this JVM, reading streams with the shortest of times.
final class StreamService implements AutoCloseable {

    private static final List<String> SETTINGS = List.of(
            "--server.port=0",
            "--contact-status.simulator.enabled=false",
            "--contact-status.kinesis.enabled=true",
            "--contact-status.kinesis.create=true",
            "--contact-status.kinesis.timing.failover=1s",
            "--contact-status.kinesis.timing.assignment=500ms",
            "--contact-status.kinesis.timing.worker-report=2s",
            "--contact-status.kinesis.timing.leader-lease=3s",
            "--contact-status.kinesis.timing.leader-heartbeat=1s",
            "--contact-status.kinesis.timing.shard-sync=0s",
            "--contact-status.kinesis.timing.lease-audit=5s",
            "--contact-status.kinesis.timing.idle-between-reads=200ms",
            "--contact-status.kinesis.timing.parent-shard-poll=200ms",
            "--contact-status.kinesis.timing.dispatch=100ms");

    private final ConfigurableApplicationContext context;

    private StreamService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// @param prefix of the tables, and of the lease table
    /// @param streams separated by commas
    static StreamService launched(URI kinesis, String prefix, String streams, String... more) {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        System.setProperty("aws.region", "eu-west-2");
        var arguments = new ArrayList<>(SETTINGS);
        arguments.addAll(List.of(
                "--contact-status.dynamodb.endpoint=" + LocalDynamoDb.shared().endpoint(),
                "--contact-status.tables.prefix=" + prefix,
                "--contact-status.kinesis.application=" + prefix + "leases",
                "--contact-status.kinesis.endpoint=" + kinesis,
                "--contact-status.kinesis.streams=" + streams));
        arguments.addAll(List.of(more));
        var application = new SpringApplication(ContactStatusApplication.class);
        application.setAdditionalProfiles("embedded");
        return new StreamService(application.run(lastOfEach(arguments)));
    }

    /// Spring would make a list of what is said twice.
    private static String[] lastOfEach(List<String> arguments) {
        var settings = new LinkedHashMap<String, String>();
        arguments.forEach(argument -> settings.put(argument.substring(0, argument.indexOf('=')), argument));
        return settings.values().toArray(String[]::new);
    }

    /// Once it reads so many shards.
    StreamService reading(int shards) {
        try {
            await().until(() -> readers().reading().size() == shards);
            return this;
        } catch (ConditionTimeoutException tooLong) {
            close();
            throw tooLong;
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    ShardReaders readers() {
        return bean(ShardReaders.class);
    }

    Health health() {
        return bean(KinesisHealth.class).health();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    int statusOf(String path) {
        var request = HttpRequest.newBuilder(address().resolve(path)).build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException exception) {
            throw new AssertionError("the service was not reached", exception);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
