package io.contactstatus;

import io.contactstatus.recordings.StoredObjects;
import io.contactstatus.standin.InMemoryVideoStreams;
import io.contactstatus.standin.LiveTalks;
import io.contactstatus.standin.RecordedTalks;
import io.contactstatus.store.LocalDynamoDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/// The embedded default, started by `./mvnw spring-boot:test-run`: DynamoDB Local and stand-ins for Kinesis Video
/// Streams and S3 in this JVM, simulated contacts of which one is always heard and others were recorded, no login,
/// reachable from this machine only.
///
/// What is stored lies in `target/dynamodb`, and what is captured in `target/recordings`; both are there again at the
/// next start. With `CONTACT_STATUS_EMBEDDED_IN_MEMORY=true` they are forgotten.
public class TestContactStatusApplication {

    static void main(String[] arguments) throws IOException {
        var isForgotten = Boolean.parseBoolean(System.getenv("CONTACT_STATUS_EMBEDDED_IN_MEMORY"));
        var database =
                isForgotten ? LocalDynamoDb.inMemory() : LocalDynamoDb.persistingIn(Path.of("target", "dynamodb"));
        // DynamoDB Local asks for credentials, any will do; the default chain finds these.
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        System.setProperty("aws.region", "eu-west-2");
        System.setProperty(
                "contact-status.dynamodb.endpoint", database.endpoint().toString());
        var kinesis = new InMemoryVideoStreams();
        kinesis.idle(3_000);
        if (System.getenv("CONTACT_STATUS_MEDIA_ENABLED") == null) {
            capture(kinesis, isForgotten ? forgotten() : Path.of("target", "recordings"));
        }
        if (System.getenv("CONTACT_STATUS_SIMULATOR_RECORDINGS") == null) {
            offerRecordings();
        }
        var application = new SpringApplication(ContactStatusApplication.class);
        application.setAdditionalProfiles("embedded");
        var environment = application.run(arguments).getEnvironment();
        if (environment.getProperty("contact-status.simulator.enabled", Boolean.class, false)
                && environment.getProperty("contact-status.media.enabled", Boolean.class, false)) {
            new LiveTalks(
                            kinesis,
                            URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port")))
                    .start();
        }
    }

    /// All that simulated contact records name is there, and nothing of it is kept.
    private static void offerRecordings() {
        var bucket = "contact-status.media.recordings.buckets[0].";
        System.setProperty("contact-status.simulator.recordings", RecordedTalks.BUCKET);
        System.setProperty(bucket + "name", RecordedTalks.BUCKET);
        System.setProperty(bucket + "region", "eu-west-2");
        System.setProperty(
                bucket + "endpoint",
                new StoredObjects(new RecordedTalks()::wav).endpoint().toString());
    }

    /// Deleted when the service ends.
    private static Path forgotten() throws IOException {
        var directory = Files.createTempDirectory("contact-status-recordings");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                FileSystemUtils.deleteRecursively(directory);
            } catch (IOException inUse) {
                throw new UncheckedIOException(inUse);
            }
        }));
        return directory;
    }

    /// Less than 100 MB, also just before what is older is deleted: one talk is always going on.
    private static void capture(InMemoryVideoStreams kinesis, Path directory) {
        System.setProperty("contact-status.media.enabled", "true");
        System.setProperty("contact-status.media.retention", "40m");
        System.setProperty("contact-status.media.directory", directory.toString());
        System.setProperty("contact-status.media.stream-prefix", "connect-simulated-");
        System.setProperty(
                "contact-status.media.endpoint",
                Objects.requireNonNullElse(
                        System.getenv("AWS_ENDPOINT_URL_KINESIS_VIDEO"),
                        kinesis.endpoint().toString()));
    }
}
