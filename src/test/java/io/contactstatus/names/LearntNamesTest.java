package io.contactstatus.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearntNamesTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final LearntNames names = new LearntNames();

    @Test
    void knowsAQueueByItsIdAndItsArn() {
        names.queue("arn:x/queue/q-1", "Billing", NOON);

        assertThat(names.ofQueue("q-1")).isEqualTo("Billing");
        assertThat(names.ofQueue("arn:y/queue/q-1")).isEqualTo("Billing");
        assertThat(names.queueId("Billing")).isEqualTo("q-1");
        assertThat(names.ofAgent("q-1")).isNull();
    }

    @Test
    void takesTheNewNameOfAQueueThatWasRenamed() {
        names.queue("q-1", "Billing", NOON);
        names.queue("q-1", "Invoices", NOON.plusSeconds(60));

        assertThat(names.ofQueue("q-1")).isEqualTo("Invoices");
        assertThat(names.queueId("Billing")).isNull();

        names.queue("q-1", "Billing", NOON.plusSeconds(30));
        names.queue("q-1", "Bills", null);
        assertThat(names.ofQueue("q-1")).isEqualTo("Invoices");
    }

    @Test
    void whatAWrongClockTellsIsNotTheNameOfAQueueForEver() {
        var clock = new MovingClock(NOON);
        var ofClock = new LearntNames(clock);
        ofClock.queue("q-1", "Invoices", Instant.parse("2500-01-01T00:00:00Z"));
        ofClock.queue("q-1", "Billing", NOON.minusSeconds(1));
        assertThat(ofClock.ofQueue("q-1")).isEqualTo("Invoices");

        clock.pass(Duration.ofMinutes(1));
        ofClock.queue("q-1", "Billing", NOON.plusSeconds(30));

        assertThat(ofClock.ofQueue("q-1")).isEqualTo("Billing");
    }

    @Test
    void doesNotTakeTwoQueuesOfOneNameForOne() {
        names.queue("q-1", "Billing", NOON);
        names.queue("q-2", "Billing", NOON);

        assertThat(names.queueId("Billing")).isNull();
        assertThat(names.ofQueue("q-2")).isEqualTo("Billing");
    }

    @Test
    void learnsNothingFromQueuesWithoutNames() {
        names.queue("q-1", null, NOON);
        names.agent(null, "mori");

        assertThat(names.ofQueue("q-1")).isNull();
        assertThat(names.ofQueue(null)).isNull();
    }

    @Test
    void isBounded() {
        IntStream.range(0, 3_000).forEach(number -> names.queue("q-" + number, "name", NOON));

        assertThat(names.ofQueue("q-0")).isEqualTo("name");
        assertThat(names.ofQueue("q-2999")).isNull();
    }
}
