package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.simulator.Simulation;
import io.contactstatus.store.LocalDynamoDb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// From streams to contacts with another Kinesis and another DynamoDB than all other tests have: those of
/// LocalStack.
@Tag("docker")
class LocalStackIT {

    /// The last one that asks for no token.
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final List<String> STREAMS = List.of("stack-a", "stack-b");

    @BeforeEach
    void onlyWithDocker() {
        Docker.assume();
    }

    @Test
    void showsWhatTheRecordsOnTwoStreamsSay() {
        try (var stack = new LocalStackContainer(IMAGE).withServices("kinesis", "dynamodb")) {
            stack.start();
            var prefix = LocalDynamoDb.freshPrefix();
            var streams = EmulatedStreams.quicklyNoticed(stack.getEndpoint(), prefix + "stack", STREAMS);
            try (var kinesis = client(stack);
                    var process = ServiceProcess.starting(
                                    Unpacked.shared().options(), stack.getEndpoint(), prefix, streams.arguments("only"))
                            .started()) {
                var service = process.service();
                // It makes the streams.
                await().atMost(Duration.ofMinutes(2))
                        .untilAsserted(() -> assertThat(service.status("/actuator/health/readiness"))
                                .isEqualTo(200));
                var simulation = new Simulation(7, NOON);
                var stories = IntStream.range(0, 10)
                        .mapToObj(number -> simulation.next())
                        .toList();

                stories.forEach(story -> story.records()
                        .forEach(record -> kinesis.putRecord(
                                put -> put.streamName(STREAMS.get(Math.floorMod(record.hashCode(), STREAMS.size())))
                                        .partitionKey(record.partitionKey())
                                        .data(SdkBytes.fromByteArray(record.payload())))));

                await().atMost(Duration.ofMinutes(2))
                        .untilAsserted(() -> stories.forEach(story -> Truth.assertShown(service, story)));
                assertThat(service.deadLetters()).isEmpty();
            }
        }
    }

    private static KinesisClient client(LocalStackContainer stack) {
        return KinesisClient.builder()
                .endpointOverride(stack.getEndpoint())
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(stack.getAccessKey(), stack.getSecretKey())))
                .build();
    }
}
