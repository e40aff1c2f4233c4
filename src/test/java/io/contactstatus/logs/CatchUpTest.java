package io.contactstatus.logs;

import static io.contactstatus.logs.LogService.GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.jobs.Jobs;
import io.contactstatus.jobs.MortalJobStore;
import io.contactstatus.logs.FakeLogs.Asked;
import io.contactstatus.logs.FakeLogs.Event;
import io.contactstatus.logs.LogReader.Range;
import io.contactstatus.store.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private static final Instant FROM = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant TO = FROM.plusSeconds(600);

    private final String prefix = UUID.randomUUID().toString().substring(0, 30);
    private final List<String> contacts = List.of(prefix + 0, prefix + 1, prefix + 2);
    private final List<Event> events = FlowLines.events(prefix, FROM, 100);
    private final FakeLogs logs = new FakeLogs();
    private final LogService service = new LogService(logs);

    @AfterEach
    void end() {
        logs.close();
    }

    private void awaitEnd() {
        await().until(() -> service.job().state() != Job.State.RUNNING);
    }

    private void readAll(LogService service) {
        service.order(FROM, TO);
        try (var _ = service.instance()) {
            await().until(() -> service.job().state() != Job.State.RUNNING);
        }
        assertThat(service.job().state()).isEqualTo(Job.State.DONE);
    }

    private void assertEverythingIsStored() {
        assertThat(service.entryIds(contacts))
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(Event::id).toList());
    }

    @Test
    void givesTheSameAsASubscriptionInAnyOrder() {
        logs.put(GROUP, events);
        var subscribed = new LogService(logs);
        subscribed.deliver(events);

        readAll(service);
        assertThat(service.contacts(contacts)).hasSize(3).isEqualTo(subscribed.contacts(contacts));
        assertThat(service.histories(contacts)).hasSize(100).isEqualTo(subscribed.histories(contacts));

        var random = new Random(3);
        for (var round = 0; round < 3; round++) {
            var both = new LogService(logs);
            var shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, random);
            // Some come by the subscription before the catch-up, some after it, and twenty both times.
            both.deliver(shuffled.subList(0, 60));
            readAll(both);
            both.deliver(shuffled.subList(40, 100));

            assertThat(both.contacts(contacts)).isEqualTo(subscribed.contacts(contacts));
            assertThat(both.histories(contacts)).isEqualTo(subscribed.histories(contacts));
        }
    }

    @Test
    void readsOnOverEmptyPagesAndToTheLastOne() {
        logs.put(GROUP, events);
        logs.pageSize(7);
        logs.answerEmptyPages();

        readAll(service);

        assertEverythingIsStored();
        assertThat(service.view().records()).isEqualTo(100);
        assertThat(service.view().position()).isEqualTo(TO);
        assertThat(service.view().requests()).isEqualTo(logs.requests());
        assertThat(service.count("events")).isEqualTo(100);
        assertThat(service.count("requests")).isEqualTo(logs.requests());
    }

    @Test
    void readsTheRangeAndNothingElse() {
        logs.put(GROUP, FlowLines.events(prefix, FROM.minusSeconds(50), 100));
        service.order(new Range(GROUP, FROM, FROM.plusSeconds(10), "{ $.ContactId = * }"));

        try (var _ = service.instance()) {
            awaitEnd();
        }

        assertThat(service.view().records()).isEqualTo(10);
        assertThat(logs.asked()).extracting(Asked::filterPattern).containsOnly("{ $.ContactId = * }");
    }

    @Test
    void keepsALineThatCannotBeReadAsADeadLetterAndGoesOn() {
        logs.put(GROUP, List.of(new Event("a-stream", "7", FROM.toEpochMilli(), "{\"ContactFlowId\": oops")));
        logs.put(GROUP, events);

        readAll(service);

        assertEverythingIsStored();
        var letter = service.stores.deadLetters().newest(5, null).items();
        assertThat(letter).hasSize(1);
        assertThat(letter.getFirst().pipe()).isEqualTo("cloudwatch-logs");
        assertThat(letter.getFirst().position()).isEqualTo(GROUP + "/a-stream/7");
    }

    @Test
    void comesBackLaterWhenItIsThrottledAndSaysWhatItWaitsFor() {
        logs.put(GROUP, events);
        logs.throttle(number -> true);
        service.order(FROM, TO);

        try (var _ = service.instance()) {
            await().untilAsserted(() -> assertThat(service.view().reason()).isEqualTo("CloudWatch Logs throttles"));
            assertThat(service.view().state()).isEqualTo(Job.State.RUNNING);
            logs.throttle(number -> number % 3 == 0);
            awaitEnd();
        }

        assertEverythingIsStored();
        assertThat(service.view().reason()).isNull();
        assertThat(service.count("throttles")).isGreaterThan(3);
    }

    @Test
    void losesNothingWhenCloudWatchLogsFailsInTheMiddle() {
        logs.put(GROUP, events);
        logs.answerServerErrors(number -> number % 4 == 2);
        logs.cutOff(number -> number % 4 == 3);

        readAll(service);

        assertEverythingIsStored();
        assertThat(service.count("failures")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void goesOnAtThePageWhereAKilledInstanceWas() {
        logs.put(GROUP, events);
        logs.pageSize(5);
        service.order(FROM, TO);
        var mortal = new MortalJobStore(service.jobs);
        // Nothing more is answered once four pages are stored, so that it is killed in the middle.
        logs.cutOff(number -> number > 4);

        try (var _ = Jobs.instance(mortal, service.catchUpWork())) {
            await().until(() -> service.view().records() == 20);
            mortal.die();
        }
        logs.cutOff(number -> false);
        try (var _ = service.instance()) {
            awaitEnd();
        }

        assertEverythingIsStored();
        assertThat(service.view().records()).isEqualTo(100);
        assertThat(logs.asked()).doesNotHaveDuplicates();
        assertThat(logs.asked().stream().mapToInt(Asked::events).sum()).isEqualTo(100);
    }

    @Test
    void beginsTheSliceAgainWhenItsTokenHasExpired() {
        logs.put(GROUP, events);
        logs.pageSize(5);
        service.order(FROM, TO);
        logs.cutOff(number -> number > 4);

        try (var _ = service.instance()) {
            await().until(() -> service.view().records() == 20);
        }
        logs.letTokensExpire();
        logs.cutOff(number -> false);
        try (var _ = service.instance()) {
            awaitEnd();
        }

        assertEverythingIsStored();
        assertThat(service.view().records()).isEqualTo(120);
    }

    @Test
    void isDoneByOneOfTwoInstances() {
        logs.put(GROUP, events);
        logs.pageSize(1);
        service.order(FROM, TO);

        try (var _ = service.instance();
                var _ = service.instance()) {
            awaitEnd();
        }

        assertEverythingIsStored();
        assertThat(logs.asked()).doesNotHaveDuplicates();
        assertThat(logs.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void stopsWhenItIsToldTo() {
        logs.put(GROUP, events);
        logs.pageSize(1);
        service.order(FROM, TO);
        logs.throttle(number -> number > 10);

        try (var instance = service.instance()) {
            await().until(() -> service.view().records() == 10);
            service.jobs.stop(CatchUp.KIND, "1");
            await().until(() -> !instance.does(CatchUp.KIND, "1"));
        }

        assertThat(service.view().state()).isEqualTo(Job.State.STOPPED);
        assertThat(service.view().records()).isEqualTo(10);
    }

    @Test
    void waitsForTheClockOrCredentialsToBeMended() {
        logs.put(GROUP, events);
        logs.refuse("InvalidSignatureException");
        service.order(FROM, TO);

        try (var _ = service.instance()) {
            await().until(() -> service.view().reason() != null);
            assertThat(service.view().reason()).isEqualTo("CloudWatch Logs answered InvalidSignatureException");
            assertThat(service.view().state()).isEqualTo(Job.State.RUNNING);
            logs.refuse(null);
            awaitEnd();
        }

        assertEverythingIsStored();
    }

    @Test
    void doesNotBeginASliceAgainForEver() {
        logs.put(GROUP, events);
        logs.refuseTokens();
        service.order(FROM, TO);

        try (var _ = service.instance()) {
            awaitEnd();
        }

        assertThat(service.view().state()).isEqualTo(Job.State.FAILED);
        assertThat(service.view().reason()).isEqualTo("CloudWatch Logs refuses its own page tokens again and again");
        // The first beginning and three more, each a page and a refusal.
        assertThat(logs.requests()).isEqualTo(8);
    }

    @Test
    void failsWithAReasonWhereItIsNoUseAskingAgain() {
        service.order(FROM, TO);

        try (var _ = service.instance()) {
            awaitEnd();
        }

        assertThat(service.view().state()).isEqualTo(Job.State.FAILED);
        assertThat(service.view().reason()).isEqualTo("there is no such log group");
        assertThat(logs.requests()).isEqualTo(1);
    }

    @Test
    void failsWhenItIsNotAllowedToReadWithoutQuotingTheAnswer() {
        logs.put(GROUP, events);
        logs.refuse("AccessDeniedException");
        service.order(FROM, TO);

        try (var _ = service.instance()) {
            awaitEnd();
        }

        assertThat(service.view().reason()).isEqualTo("the service is not allowed to call logs:FilterLogEvents on it");
    }
}
