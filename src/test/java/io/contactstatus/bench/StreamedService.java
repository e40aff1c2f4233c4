package io.contactstatus.bench;

import io.contactstatus.ContactStatusApplication;
import io.contactstatus.standin.InMemoryKinesis;
import io.contactstatus.store.LocalDynamoDb;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole application in this JVM, reading one stream into fresh tables.
final class StreamedService implements AutoCloseable {

    private static final Set<String> WRITES = Set.of("put", "update", "delete");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ConfigurableApplicationContext context;
    private final MeterRegistry meters;
    private final URI address;

    StreamedService(InMemoryKinesis kinesis, String stream, StreamTiming timing) {
        System.setProperty("aws.accessKeyId", "any");
        System.setProperty("aws.secretAccessKey", "any");
        System.setProperty("aws.region", "eu-west-2");
        var application = new SpringApplication(ContactStatusApplication.class);
        application.setAdditionalProfiles("embedded");
        application.setRegisterShutdownHook(false);
        context = application.run(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=ERROR",
                "--contact-status.dynamodb.endpoint=" + LocalDynamoDb.shared().endpoint(),
                "--contact-status.tables.prefix=" + LocalDynamoDb.freshPrefix(),
                "--contact-status.simulator.enabled=false",
                "--contact-status.kinesis.enabled=true",
                "--contact-status.kinesis.create=true",
                "--contact-status.kinesis.application=bench-" + UUID.randomUUID(),
                "--contact-status.kinesis.endpoint=" + kinesis.endpoint(),
                "--contact-status.kinesis.streams=" + stream,
                "--contact-status.kinesis.max-records=" + timing.maxRecords(),
                "--contact-status.kinesis.timing.assignment=500ms",
                "--contact-status.kinesis.timing.shard-sync=0s",
                "--contact-status.kinesis.timing.dispatch=" + timing.dispatch().toMillis() + "ms",
                "--contact-status.kinesis.timing.idle-between-reads="
                        + timing.idleBetweenReads().toMillis() + "ms");
        meters = context.getBean(MeterRegistry.class);
        address = URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /// Records dealt with, envelopes opened.
    int done() {
        return (int) meters.find("contact_status.ingest.records").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    int deadLetters() {
        return (int) meters.get("contact_status.ingest.records")
                .tag("outcome", "dead_lettered")
                .counter()
                .count();
    }

    double writeUnits() {
        return units(WRITES);
    }

    double readUnits() {
        return units(Set.of("get", "query"));
    }

    private double units(Set<String> operations) {
        return meters.find("contact_status.dynamodb.consumed_capacity").counters().stream()
                .filter(counter ->
                        operations.contains(String.valueOf(counter.getId().getTag("operation"))))
                .mapToDouble(Counter::count)
                .sum();
    }

    boolean shows(String contactId) {
        try {
            var request = HttpRequest.newBuilder(address.resolve("/contacts/" + contactId))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
