package io.contactstatus.logs;

import static io.contactstatus.logs.LogService.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.jobs.Jobs;
import io.contactstatus.logs.FakeLogs.Asked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FollowingTest {

    private static final LogsProperties.Schedule NO_SCHEDULE =
            new LogsProperties.Schedule(false, Duration.ofMinutes(15), Duration.ofHours(1));
    private static final LogsProperties.Polling NO_POLLING =
            new LogsProperties.Polling(false, Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofHours(1));

    private final String contact = UUID.randomUUID().toString();
    private final FakeLogs logs = new FakeLogs();
    private final LogService service = new LogService(logs);
    private int written;

    @AfterEach
    void end() {
        logs.close();
    }

    private static LogsProperties polling() {
        return properties(
                new LogsProperties.Polling(true, Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofMinutes(2)),
                NO_SCHEDULE);
    }

    private static LogsProperties properties(LogsProperties.Polling polling, LogsProperties.Schedule schedule) {
        return new LogsProperties(true, List.of(GROUP), 100, Duration.ofMinutes(1), 1000, polling, schedule, null);
    }

    private void log(Instant at) {
        logs.put(GROUP, List.of(FlowLines.event(contact, at, written++)));
    }

    private int stored() {
        return service.histories(List.of(contact)).size();
    }

    private Instant position(String mode) {
        return service.jobs
                .find("log-position", mode + ":" + GROUP)
                .map(job -> job.progress().get("position"))
                .map(Instant::parse)
                .orElse(Instant.MIN);
    }

    @Test
    void followsAGroupWithoutASubscription() {
        log(Instant.now().minusSeconds(90));
        try (var _ = Jobs.instance(service.jobs, service.following(polling()))) {
            await().until(() -> stored() == 1);
            log(Instant.now());
            await().until(() -> stored() == 2);
        }
    }

    @Test
    void findsWhatBecomesVisibleLateAndHandsNothingOnTwice() {
        log(Instant.now());
        try (var _ = Jobs.instance(service.jobs, service.following(polling()))) {
            await().until(() -> stored() == 1);
            var position = position("polling");
            log(position.minusSeconds(20));
            await().until(() -> stored() == 2);
            await().until(() -> position("polling").isAfter(position.plusSeconds(1)));
        }
        assertThat(service.count("events")).isEqualTo(2);
        assertThat(service.count("repeated")).isGreaterThan(4);
    }

    @Test
    void neverStepsOverWhatIsNotStored() {
        logs.put(GROUP, List.of());
        try (var _ = Jobs.instance(service.jobs, service.following(polling()))) {
            await().until(() -> position("polling").isAfter(Instant.MIN));
            service.contactStore.goAway();
            var at = Instant.now().plusMillis(10);
            log(at);
            var asked = logs.asked().size();
            await().until(() -> logs.asked().stream().skip(asked).anyMatch(page -> page.events() == 1));
            assertThat(position("polling")).isBeforeOrEqualTo(at);
            service.contactStore.comeBack();
            await().until(() -> stored() == 1);
            await().until(() -> position("polling").isAfter(at));
        }
    }

    @Test
    void goesOnFromThePositionThatAnotherInstanceLeft() {
        log(Instant.now());
        try (var _ = Jobs.instance(service.jobs, service.following(polling()))) {
            await().until(() -> stored() == 1);
        }
        var left = position("polling");
        var asked = logs.asked().size();
        log(Instant.now());

        try (var _ = Jobs.instance(service.jobs, service.following(polling()))) {
            await().until(() -> stored() == 2);
        }

        assertThat(logs.asked().get(asked).from())
                .isEqualTo(left.minusSeconds(30).toEpochMilli());
    }

    @Test
    void countsInMillisecondsAsCloudWatchLogsDoes() {
        logs.put(GROUP, List.of());
        try (var _ = Jobs.instance(service.jobs, service.following(polling()))) {
            await().until(() -> position("polling").isAfter(Instant.MIN));
        }
        assertThat(position("polling")).isEqualTo(position("polling").truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void isReadByOneOfTwoInstances() {
        log(Instant.now());
        try (var first = Jobs.instance(service.jobs, service.following(polling()));
                var second = Jobs.instance(service.jobs, service.following(polling()))) {
            await().until(() -> stored() == 1);
            var begun = logs.asked().size();
            await().until(() -> logs.asked().size() > begun + 10);
            var id = "polling:" + GROUP;
            assertThat(List.of(first.does("log-position", id), second.does("log-position", id)))
                    .containsExactlyInAnyOrder(true, false);
        }
        assertThat(logs.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void readsAWindowAgainOnSchedule() {
        var schedule = new LogsProperties.Schedule(true, Duration.ofMillis(300), Duration.ofMinutes(10));
        logs.put(GROUP, List.of());
        try (var _ = Jobs.instance(service.jobs, service.following(properties(NO_POLLING, schedule)))) {
            await().until(() -> position("schedule").isAfter(Instant.MIN));
            // What the subscription has missed five minutes ago.
            log(Instant.now().minus(Duration.ofMinutes(5)));
            await().until(() -> stored() == 1);
        }
        var oldest = logs.asked().stream().mapToLong(Asked::from).min().orElseThrow();
        assertThat(Instant.ofEpochMilli(oldest)).isBefore(Instant.now().minus(Duration.ofMinutes(10)));
    }

    @Test
    void tellsItsLagAndItsHealth(CapturedOutput output) {
        logs.put(GROUP, List.of());
        var following = service.following(polling());
        var health = new LogsHealth(following, Clock.systemUTC());
        try (var _ = Jobs.instance(service.jobs, following)) {
            await().until(() -> position("polling").isAfter(Instant.MIN));
            assertThat(lag()).isBetween(0.0, 60.0);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);

            logs.refuse("AccessDeniedException");
            await().until(() -> health.health().getStatus().equals(Status.DOWN));
            assertThat(String.valueOf(health.health().getDetails().get("polling:" + GROUP)))
                    .startsWith("the service is not allowed to call logs:FilterLogEvents on it, since ");
            // At every try, in the words that infra/terraform/flow-logs.tf counts.
            await().until(() -> output.toString().split("polling of " + GROUP + " waits: the service", -1).length > 3);
        }
        await().untilAsserted(() -> assertThat(lag()).isNaN());
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    private double lag() {
        return service.meters.get("contact_status.logs.lag").gauge().value();
    }
}
