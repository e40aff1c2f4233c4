package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.contactstatus.standin.FaultyDynamoDb;
import io.contactstatus.standin.InMemoryKinesis;
import io.contactstatus.store.LocalDynamoDb;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What is in the log while DynamoDB is away, and with it KCL's leases.
class KclLogTest {

    @Test
    void saysOnceThatTheLeasesAreAwayInsteadOfKclsErrors() {
        var log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var events = new ListAppender<ILoggingEvent>();
        try (var kinesis = new InMemoryKinesis();
                var dynamo = new FaultyDynamoDb(LocalDynamoDb.shared().endpoint(), 1)) {
            kinesis.create("calls", 1);
            try (var service = StreamService.launched(
                            kinesis.endpoint(),
                            LocalDynamoDb.freshPrefix(),
                            "calls",
                            "--contact-status.dynamodb.endpoint=" + dynamo.endpoint())
                    .reading(1)) {
                events.start();
                log.addAppender(events);

                dynamo.leave();
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> service.bean(KclComplaints.class).leftOutLately() >= 20);
                dynamo.comeBack();
                await().until(() -> service.readers().reading().size() == 1);
            } finally {
                log.detachAppender(events);
            }
        }

        var told = List.copyOf(events.list);
        assertThat(told)
                .filteredOn(event -> event.getLoggerName().startsWith("software.amazon.kinesis"))
                .noneMatch(event -> event.getLevel() == Level.ERROR);
        assertThat(told)
                .filteredOn(event -> event.getLoggerName().endsWith("KclComplaints"))
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).contains("does not get through to AWS"));
    }
}
