package io.contactstatus.archive;

import io.contactstatus.media.files.TestBuckets;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.store.TestStores;
import io.contactstatus.visibility.ConnectInstances;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A process that archives all that is due, to be killed.
final class ArchiveProcess {

    private ArchiveProcess() {}

    /// @param arguments where DynamoDB and S3 are, what names of tables begin with, and what time it is
    static void main(String[] arguments) throws InterruptedException, ExecutionException {
        try (var client = DynamoDbClient.builder()
                .endpointOverride(URI.create(arguments[0]))
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build()) {
            archive(
                    client,
                    TestBuckets.of(URI.create(arguments[1])),
                    arguments[2],
                    Clock.fixed(Instant.parse(arguments[3]), ZoneOffset.UTC));
        }
    }

    /// All lists at once, as the jobs of one instance do.
    static void archive(DynamoDbClient client, ObjectStore objects, String prefix, Clock clock)
            throws InterruptedException, ExecutionException {
        var meters = new SimpleMeterRegistry();
        var stores = TestStores.archiving(client, prefix, meters, clock, new ArchivedObjects(objects));
        var lines = new DayLines(objects, new ConnectInstances(List.of()), clock);
        var expired = new ExpiredObjects(objects, stores.archive().keep(), clock);
        var work = new ArchiveWork(stores.archive(), lines, new ArchiveMetrics(meters, clock), expired);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var rounds = stores.archive().buckets().stream()
                    .map(bucket -> threads.submit(() -> {
                        work.round(bucket);
                        return bucket;
                    }))
                    .toList();
            for (var round : rounds) {
                round.get();
            }
        }
    }
}
