package io.contactstatus.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.QueueDeparture;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AgentFiguresTest {

    @Test
    void callbacksCountInTheHandleTimeAndInItsAverage() {
        var sum = sum(
                left(QueueDeparture.Kind.ANSWERED, 61),
                left(QueueDeparture.Kind.CALLBACK_ANSWERED, 120),
                left(QueueDeparture.Kind.CALLBACK_NOT_REACHED, 30));

        assertThat(sum.answered()).isEqualTo(1);
        assertThat(sum.callbacksAnswered()).isEqualTo(1);
        assertThat(sum.handleSeconds()).isEqualTo(181);
        assertThat(sum.averageHandleSeconds()).isEqualTo(91);
    }

    @Test
    void whoHandledNothingHasNoAverage() {
        var sum = sum(left(QueueDeparture.Kind.CALLBACK_NOT_REACHED, 30));

        assertThat(sum.hasAny()).isFalse();
        assertThat(sum.averageHandleSeconds()).isNull();
    }

    @Test
    void missedContactsAreNoHandledOnes() {
        var sum = sum(left(QueueDeparture.Kind.ANSWERED, 90)).plus(AgentFigures.ofMissed("agent-1"));

        assertThat(sum.missed()).isEqualTo(1);
        assertThat(sum.averageHandleSeconds()).isEqualTo(90);
        assertThat(AgentFigures.ofMissed("agent-1").hasAny()).isTrue();
        assertThat(AgentFigures.ofMissed("agent-1").averageHandleSeconds()).isNull();
    }

    private static AgentFigures sum(QueueDeparture... departures) {
        return Stream.of(departures)
                .map(departure -> AgentFigures.of("agent-1", departure))
                .reduce(AgentFigures::plus)
                .orElseThrow();
    }

    private static QueueDeparture left(QueueDeparture.Kind kind, int handleSeconds) {
        return new QueueDeparture(
                null,
                Instant.parse("2026-01-05T12:00:00Z"),
                kind,
                null,
                "VOICE",
                5,
                handleSeconds,
                "agent-1",
                List.of());
    }
}
