package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class KclComplaintsTest {

    private static final String GIVEN_UP =
            "Failed to perform assignment {} times in a row{}, releasing leadership from worker : {}";

    private final LoggerContext logback = new LoggerContext();
    private final KclComplaints complaints = new KclComplaints(Duration.ofMinutes(1));
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Logger kcl = logback.getLogger("software.amazon.kinesis.coordinator.Example");

    @BeforeEach
    void listen() {
        complaints.start();
        logback.addTurboFilter(complaints);
        events.setContext(logback);
        events.start();
        kcl.addAppender(events);
    }

    @AfterEach
    void stop() {
        logback.stop();
    }

    private void awsIsAway() {
        var away = SdkClientException.create("away", new ConnectException("refused"));
        kcl.error("LeaseAssignmentManager failed to perform lease assignment.", new IllegalStateException(away));
    }

    @Test
    void whatFollowsFromAFailureOfAwsIsLeftOutWithIt() {
        awsIsAway();
        kcl.error(GIVEN_UP, 3, " (Error detected)", "worker");
        kcl.warn("Not able to assign all expiredOrUnAssignedLeases");

        assertThat(events.list).isEmpty();
        assertThat(complaints.leftOutLately()).isEqualTo(2);
    }

    @Test
    void whatElseIsWrongMeanwhileIsSaid() {
        awsIsAway();
        kcl.error("Incomplete hash range found for {} between {} and {}.", "calls", 1, 2);
        kcl.error("{} : No handler for outcome of {}", "shard", "outcome");
        kcl.warn("Failed to submit shard sync task for stream {}.", "calls");
        kcl.error("Caught exception:", new UncheckedIOException(new ConnectException("of something else")));

        assertThat(events.list).hasSize(4);
    }

    @Test
    void leasesThatAreNotAssignedThoughAwsIsThereAreSaid() {
        kcl.error(GIVEN_UP, 3, "", "worker");

        assertThat(events.list).hasSize(1);
    }
}
