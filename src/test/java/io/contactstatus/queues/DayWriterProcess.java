package io.contactstatus.queues;

import io.contactstatus.store.MovingClock;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A process that stores calls of a day, to be killed.
final class DayWriterProcess {

    private DayWriterProcess() {}

    /// Says a line for each record that is stored.
    ///
    /// @param arguments where DynamoDB is, what names of tables begin with, how many contacts, queues and hours the
    ///   day has, and from which record on
    @SuppressWarnings("SystemOut")
    static void main(String[] arguments) {
        var day = CallsOfADay.of(
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Duration.ofHours(Integer.parseInt(arguments[4])));
        var clock = new MovingClock(CallsOfADay.START);
        try (var client = DynamoDbClient.builder()
                .endpointOverride(URI.create(arguments[0]))
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build()) {
            var contacts = TestStores.over(client, arguments[1], new SimpleMeterRegistry(), clock)
                    .contacts();
            for (var heard : day.heard()
                    .subList(Integer.parseInt(arguments[5]), day.heard().size())) {
                clock.pass(Duration.between(clock.instant(), heard.arrives()));
                contacts.join(heard.fact());
                System.out.println(heard.arrives());
            }
        }
    }
}
