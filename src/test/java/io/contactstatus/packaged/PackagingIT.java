package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.store.LocalDynamoDb;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/// What is in the jar, and where it refuses to start.
class PackagingIT {

    @Test
    void shipsNeitherDynamoDbLocalNorTests() throws IOException {
        try (var jar = new JarFile(ServiceProcess.jar().toFile())) {
            var names = jar.stream().map(ZipEntry::getName).toList();

            assertThat(names).contains("BOOT-INF/classes/io/contactstatus/ContactStatusApplication.class");
            assertThat(names)
                    .noneMatch(name -> name.matches("(?i).*(dynamodb-?local|sqlite|junit|assertj|archunit|jmh).*"))
                    .noneMatch(name -> name.matches("BOOT-INF/classes/.*(Test|IT|Contract)\\.class"))
                    .doesNotContain("BOOT-INF/classes/logback-test.xml");
        }
    }

    @Test
    void shipsOfTheKinesisClientOnlyWhatReadsStreams() throws IOException {
        try (var jar = new JarFile(ServiceProcess.jar().toFile())) {
            var names = jar.stream().map(ZipEntry::getName).toList();

            assertThat(names)
                    .anyMatch(name -> name.startsWith("BOOT-INF/lib/amazon-kinesis-client-"))
                    .noneMatch(name ->
                            name.matches("BOOT-INF/lib/.*(kafka|scala-library|kotlin-stdlib|schema-registry).*"));
        }
        // A tenth of it is the client of Amazon Connect.
        assertThat(Files.size(ServiceProcess.jar()))
                .isLessThan(DataSize.ofMegabytes(115).toBytes());
    }

    @Test
    void loadsNothingOfKinesisWhereNoStreamsAreRead() throws IOException {
        var classes = Files.createTempFile("loaded", ".log");
        var settings = Map.of(
                "SPRING_PROFILES_ACTIVE", "embedded",
                "CONTACT_STATUS_SIMULATOR_ENABLED", "false",
                "AWS_REGION", "eu-west-2",
                "AWS_ACCESS_KEY_ID", "any",
                "AWS_SECRET_ACCESS_KEY", "any",
                "JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
        var endpoint =
                "--contact-status.dynamodb.endpoint=" + LocalDynamoDb.shared().endpoint();
        try (var service = ServiceProcess.launched(settings, endpoint)) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> service.log().contains("Started ContactStatusApplication"));

            assertThat(Files.readAllLines(classes))
                    .anyMatch(line -> line.contains("io.contactstatus.kinesis.KinesisProperties "))
                    .noneMatch(line -> line.contains("software.amazon.kinesis.")
                            || line.contains("software.amazon.awssdk.services.kinesis."));
        } finally {
            Files.delete(classes);
        }
    }

    @Test
    void doesNotStartWithoutAWayToLogIn() {
        try (var service = ServiceProcess.launched(Map.of("AWS_REGION", "eu-west-2"))) {
            assertThat(service.exitCode()).isNotZero();
            assertThat(service.log())
                    .contains("APPLICATION FAILED TO START", "There is no way to log in", "contact-status.security")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void doesNotStartWithoutARegion() {
        try (var service = ServiceProcess.launched(Map.of("AWS_EC2_METADATA_DISABLED", "true"))) {
            assertThat(service.exitCode()).isNotZero();
            assertThat(service.log())
                    .contains("APPLICATION FAILED TO START", "AWS_REGION")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void doesNotSimulateWhereContactsCouldReachAmazon() {
        // Were anything asked of Amazon first, the missing credentials would be what the log tells of.
        var settings = Map.of(
                "SPRING_PROFILES_ACTIVE", "embedded",
                "CONTACT_STATUS_SIMULATOR_ENABLED", "true",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_REGION", "eu-west-2");
        try (var service = ServiceProcess.launched(settings)) {
            assertThat(service.exitCode()).isNotZero();
            assertThat(service.log())
                    .contains(
                            "APPLICATION FAILED TO START",
                            "The simulator is switched on",
                            "no endpoint other than Amazon's own is set for DynamoDB")
                    .doesNotContain("\tat ");
        }
    }
}
