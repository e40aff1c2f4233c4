package io.contactstatus.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearntNamesTest {

    private final LearntNames names = new LearntNames();

    @Test
    void knowsAQueueByItsIdAndItsArn() {
        names.queue("arn:x/queue/q-1", "Billing");

        assertThat(names.ofQueue("q-1")).isEqualTo("Billing");
        assertThat(names.ofQueue("arn:y/queue/q-1")).isEqualTo("Billing");
        assertThat(names.queueId("Billing")).isEqualTo("q-1");
        assertThat(names.ofAgent("q-1")).isNull();
    }

    @Test
    void takesTheNewNameOfAQueueThatWasRenamed() {
        names.queue("q-1", "Billing");
        names.queue("q-1", "Invoices");

        assertThat(names.ofQueue("q-1")).isEqualTo("Invoices");
        assertThat(names.queueId("Billing")).isNull();
    }

    @Test
    void doesNotTakeTwoQueuesOfOneNameForOne() {
        names.queue("q-1", "Billing");
        names.queue("q-2", "Billing");

        assertThat(names.queueId("Billing")).isNull();
        assertThat(names.ofQueue("q-2")).isEqualTo("Billing");
    }

    @Test
    void learnsNothingFromQueuesWithoutNames() {
        names.queue("q-1", null);
        names.agent(null, "mori");

        assertThat(names.ofQueue("q-1")).isNull();
        assertThat(names.ofQueue(null)).isNull();
    }

    @Test
    void isBounded() {
        IntStream.range(0, 3_000).forEach(number -> names.queue("q-" + number, "name"));

        assertThat(names.ofQueue("q-0")).isEqualTo("name");
        assertThat(names.ofQueue("q-2999")).isNull();
    }
}
