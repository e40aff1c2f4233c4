package io.contactstatus.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeatTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private static Seat seat(int second, Seat.Missed... missed) {
        return new Seat(
                "a",
                "arn",
                NOON.plusSeconds(second),
                "event-" + second,
                "STATE_CHANGE",
                "jane",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(missed));
    }

    private static Seat.Missed missed(int second) {
        return new Seat.Missed(NOON.plusSeconds(second), new ContactId("c"));
    }

    @Test
    void isTheSameWhateverTheOrderOfItsEventsAndHoweverOftenTheyCome() {
        var events = List.of(seat(1, missed(1)), seat(2, missed(1)), seat(3), seat(4, missed(3)), seat(4, missed(3)));
        var seats = new HashSet<Seat>();

        Orders.each(events, order -> seats.add(order.stream().reduce(Seat::join).orElseThrow()));

        assertThat(seats).containsExactly(seat(4, missed(3), missed(1)));
    }

    @Test
    void keepsTheNewestOfWhatWasMissedHoweverItIsBatched() {
        var all = IntStream.range(0, 30).mapToObj(SeatTest::missed).toArray(Seat.Missed[]::new);
        var atOnce = seat(50, all);
        var oneByOne = IntStream.range(0, 30)
                .mapToObj(second -> seat(50 - second, missed(second)))
                .reduce(Seat::join)
                .orElseThrow();

        assertThat(oneByOne.missed()).isEqualTo(atOnce.missed()).hasSize(Seat.MOST_MISSED);
        assertThat(atOnce.missed()).first().isEqualTo(missed(29));
    }
}
