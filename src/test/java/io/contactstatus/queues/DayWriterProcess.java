package io.contactstatus.queues;

import io.contactstatus.ingest.Ingestion;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A process that stores records of a day, to be killed.
final class DayWriterProcess {

    private DayWriterProcess() {}

    /// Says a line for each batch that is stored.
    ///
    /// @param arguments where DynamoDB is, what names of tables begin with, from which moment on, and how
    ///   large the day is
    @SuppressWarnings("SystemOut")
    static void main(String[] arguments) {
        var day =
                new DayOfRecords(DayOfRecords.Size.read(Arrays.asList(arguments).subList(3, arguments.length)));
        var at = Instant.parse(arguments[2]);
        var before = day.until(at);
        var clock = new MovingClock(at);
        try (var client = DynamoDbClient.builder()
                .endpointOverride(URI.create(arguments[0]))
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build()) {
            var meters = new SimpleMeterRegistry();
            var ingest = Ingestion.withoutHistoriesAndSeats(
                    TestStores.keeping(Duration.ofDays(3), client, arguments[1], meters, clock), meters);
            System.out.println("after " + before.size());
            while (!day.isOver()) {
                clock.pass(FiguresOfADayTest.BATCH);
                var records = day.until(clock.instant());
                if (!records.isEmpty()) {
                    ingest.accept("day", records, StoreRetry.endless());
                    System.out.println(clock.instant());
                }
            }
        }
    }
}
